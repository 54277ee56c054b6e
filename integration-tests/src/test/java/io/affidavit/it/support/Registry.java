/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.stack.SchemaRegistryProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A real schema registry, and records in the wire format that its Confluent-compatible interface stands for. */
public final class Registry implements AutoCloseable {
    /** System property with the directory of the server and the converters. */
    public static final String DIRECTORY = "affidavit.registry.directory";
    /** System property with a java command of Java 21 or later. */
    public static final String JAVA = "affidavit.registry.java";

    /** Class of the converter for Avro. */
    public static final String CONVERTER = "io.apicurio.registry.utils.converter.AvroConverter";

    /** Class of the converter for JSON whose Connect schema the registry keeps. */
    public static final String JSON_CONVERTER = "io.apicurio.registry.utils.converter.ExtJsonConverter";

    /**
     * What the worker has itself. The JSON of Connect 3.9 that comes with the converters calls what Connect 4 has no more, and
     * the worker's own does not share its values with another Jackson.
     */
    private static final Pattern OF_THE_WORKER = Pattern.compile("(connect-(api|json)|kafka-clients|jackson-)[^/]*");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final SchemaRegistryProcess process;

    /** Starts it. */
    public Registry(Path directory) {
        process = new SchemaRegistryProcess(
                        home().resolve("server"), Path.of(System.getProperty(JAVA)), directory.resolve("registry"))
                .start();
    }

    /** Adds its converters to a plugin path, with the manifest that workers look for and these jars lack. */
    public static Path withConverters(Path plugins) {
        try (Stream<Path> jars = Files.list(home().resolve("converters"))) {
            Path target = Files.createDirectories(plugins.resolve("registry-converters"));
            for (Path jar : jars.toList()) {
                if (!OF_THE_WORKER.matcher(jar.getFileName().toString()).matches()) {
                    Files.copy(jar, target.resolve(jar.getFileName()));
                }
            }
            try (JarOutputStream manifest =
                    new JarOutputStream(Files.newOutputStream(target.resolve("manifest.jar")))) {
                manifest.putNextEntry(new JarEntry("META-INF/services/org.apache.kafka.connect.storage.Converter"));
                manifest.write((CONVERTER + "\n" + JSON_CONVERTER).getBytes(StandardCharsets.UTF_8));
                manifest.closeEntry();
            }
            return plugins;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return process.uri();
    }

    /** Registers a version of a subject over the Confluent-compatible interface and returns its id. */
    public int register(String subject, Schema schema) {
        try {
            String body = JSON.writeValueAsString(Map.of("schema", schema.toString()));
            return send(request("/apis/ccompat/v7/subjects/" + subject + "/versions")
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build())
                    .get("id")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Registers a version of a Connect schema over the registry's own interface and returns its global id.
     *
     * @param schema as the JSON converter writes it
     */
    public long registerConnect(String artifact, String schema) {
        return send(request("/apis/registry/v2/groups/default/artifacts?ifExists=UPDATE")
                        .header("Content-Type", "application/json")
                        .header("X-Registry-ArtifactType", "KCONNECT")
                        .header("X-Registry-ArtifactId", artifact)
                        .POST(HttpRequest.BodyPublishers.ofString(schema))
                        .build())
                .get("globalId")
                .asLong();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri().resolve(path));
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Cannot register schema: " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while registering", e);
        }
    }

    /** A zero byte, the id in four bytes, and the record in Avro's binary form. */
    public static byte[] wire(int id, GenericRecord record) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            out.write(0);
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private static Path home() {
        return Path.of(System.getProperty(DIRECTORY));
    }
}
