/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A stand-in for AWS KMS that speaks its JSON protocol over HTTP: Encrypt and Decrypt with one AES-256-GCM key, bound to the
 * encryption context, for requests that {@link SignedRequest} finds signed with the access key it was made with. What AWS itself
 * would answer beyond that is not its subject.
 */
public final class LocalKms implements AutoCloseable {

    /** The key it has. */
    public static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/0f5cde1a-8c22-4d46-9a0e-3f1f6b0c7e11";

    public static final String ACCESS_KEY = "AKIDLOCALSTACK";
    public static final String SECRET_KEY = "local-secret-of-no-value";

    private static final int NONCE_BYTES = 12;

    private final HttpServer server;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean disabled;

    private LocalKms(HttpServer server) {
        this.server = server;
        byte[] material = new byte[32];
        random.nextBytes(material);
        this.key = new SecretKeySpec(material, "AES");
    }

    public static LocalKms start() {
        try {
            LocalKms kms =
                    new LocalKms(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            kms.server.createContext("/", kms::answer);
            kms.server.start();
            return kms;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a key service", e);
        }
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** System properties that send a client of the AWS SDK for Java here. */
    public Map<String, String> clientProperties() {
        return Map.of(
                "aws.endpointUrlKms", uri().toString(),
                "aws.accessKeyId", ACCESS_KEY,
                "aws.secretAccessKey", SECRET_KEY);
    }

    /** Operations that were asked for, with what became of them, such as {@code Decrypt 200}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Has the key refuse all use from now on, as an administrator would. */
    public void disable() {
        disabled = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target == null ? "" : target.replace("TrentService.", "");
            ObjectNode answer = json.createObjectNode();
            int status = 400;
            if (!SignedRequest.valid(exchange, body, ACCESS_KEY, SECRET_KEY)) {
                answer.put("__type", "InvalidSignatureException");
            } else if (disabled) {
                answer.put("__type", "DisabledException");
            } else {
                status = perform(operation, json.readTree(body), answer);
            }
            calls.add(operation + " " + status);
            byte[] bytes = json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private int perform(String operation, JsonNode request, ObjectNode answer) {
        if (!request.path("KeyId").asText(KEY).equals(KEY)) {
            answer.put("__type", "NotFoundException");
            return 400;
        }
        try {
            byte[] context = context(request);
            switch (operation) {
                case "Encrypt" ->
                    answer.put("CiphertextBlob", encrypt(decoded(request, "Plaintext"), context))
                            .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
                case "Decrypt" ->
                    answer.put("Plaintext", decrypt(decoded(request, "CiphertextBlob"), context))
                            .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
                default -> throw new GeneralSecurityException("unknown operation");
            }
            answer.put("KeyId", KEY);
            return 200;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            answer.put("__type", "InvalidCiphertextException");
            return 400;
        }
    }

    private String encrypt(byte[] plain, byte[] context) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    private String decrypt(byte[] blob, byte[] context) throws GeneralSecurityException {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(blob, NONCE_BYTES), context);
        return Base64.getEncoder().encodeToString(cipher.doFinal(blob, NONCE_BYTES, blob.length - NONCE_BYTES));
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private static byte[] decoded(JsonNode request, String name) {
        return Base64.getDecoder().decode(request.path(name).asText());
    }

    /** The pairs in the order of their names, so that equal contexts have equal bytes. */
    private static byte[] context(JsonNode request) {
        Map<String, String> pairs = new TreeMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
        return pairs.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
