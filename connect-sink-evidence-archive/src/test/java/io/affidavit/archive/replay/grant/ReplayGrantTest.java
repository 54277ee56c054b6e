/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.PreAuthentication;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayGrantTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/replay");

    @Test
    void pinsItsBytes() {
        ReplayGrant grant = Grants.request()
                .where("tenant_id = 'acme' and event_time >= '2026-07-01T00:00:00Z'")
                .offsets("governed-0:100-200", "governed-3:0-50")
                .permissions("auditors", "restricted")
                .masking(new Masking.Transform("mask", Map.of("action", "redact"), Set.of("keyset")))
                .approve();

        Golden.assertMatches(GOLDEN.resolve("request.json"), payload(grant, "request"));
        Golden.assertMatches(GOLDEN.resolve("approval.json"), payload(grant, "approval"));
        Golden.assertMatches(GOLDEN.resolve("grant.json"), grant.json());
    }

    @Test
    void signsCanonicalJson() {
        String payload = payload(Grants.request().approve(), "request");

        assertThat(CanonicalJson.canonicalize(payload)).isEqualTo(payload);
    }

    @Test
    void isReadAsItWasWritten() {
        // Given
        ReplayGrant grant = Grants.request()
                .offsets("a-0:1-2")
                .masking(new Masking.Transform("mask", Map.of("action", "redact"), Set.of()))
                .approve();

        // When
        ReplayGrant read = ReplayGrant.parse(grant.json());

        // Then
        assertThat(read.terms()).isEqualTo(grant.terms());
        assertThat(read.approval()).isEqualTo(grant.approval());
        assertThat(read.json()).isEqualTo(grant.json());
        assertThatCode(() -> read.checkSignatures(Grants.TRUSTED)).doesNotThrowAnyException();
    }

    @Test
    void needsBothKeysTrusted() {
        ReplayGrant grant = Grants.request().approve();

        assertRefused(grant, TrustedKeys.of(Grants.REQUESTER.verificationKey()), "its approval is signed with key");
        assertRefused(grant, TrustedKeys.of(Grants.APPROVER.verificationKey()), "its request is signed with key");
    }

    @Test
    void isRefusedWhenOneKeySignedTwice() {
        SignedRequest request = Grants.request().sign();

        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> ReplayGrant.approve(request, "A. Prover", Grants.BEGIN, Grants.REQUESTER))
                .withMessageContaining("the key that asked for it approved it");
        // also where the approval was made by other means
        ReplayGrant forged = ReplayGrant.parse(withApproval(request, "A. Prover", Grants.REQUESTER));
        assertRefused(forged, Grants.TRUSTED, "the key that asked for it approved it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R. Questor", "r. questor", " R.  Questor ", "\uff32. Questor"})
    void isRefusedWhenOnePersonSignedTwice(String approver) {
        SignedRequest request = Grants.request().sign();

        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> ReplayGrant.approve(request, approver, Grants.BEGIN, Grants.APPROVER))
                .withMessageContaining("who asked for it approved it");
        ReplayGrant forged = ReplayGrant.parse(withApproval(request, approver, Grants.APPROVER));
        assertRefused(forged, Grants.TRUSTED, "who asked for it approved it");
    }

    @Test
    void isRefusedWithTheApprovalOfAnotherRequest() {
        ReplayGrant narrow = Grants.request().budget(1, 1).approve();
        ReplayGrant wide = Grants.request().budget(1_000_000, 1_000_000).approve();

        Map<String, Object> mixed = new LinkedHashMap<>(members(wide));
        mixed.put("approval", members(narrow).get("approval"));

        assertRefused(ReplayGrant.parse(JsonText.write(mixed)), Grants.TRUSTED, "its approval is of another request");
    }

    @Test
    void isRefusedWhenItWasChanged() {
        String changed = rewritten(
                Grants.request().approve(),
                "request",
                payload -> payload.replace("\"maxRecords\":1000", "\"maxRecords\":9000"));

        assertRefused(ReplayGrant.parse(changed), Grants.TRUSTED, "its request is not what key");
    }

    @Test
    void takesNoSignatureOfAnotherKindOfDocument() {
        SignedRequest request = Grants.request().sign();
        // A signature over the right bytes, made for another type
        String json = request.json();
        byte[] payload = payload(request.json(), "request").getBytes(StandardCharsets.UTF_8);
        String other = Base64.getEncoder()
                .encodeToString(Grants.REQUESTER.sign(PreAuthentication.encode("application/json", payload)));
        String own = JsonText.write(members(json)).replaceFirst(".*\"sig\":\"([^\"]+)\".*", "$1");

        SignedRequest forged = SignedRequest.parse(json.replace(own, other));

        assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> forged.check(Grants.TRUSTED));
    }

    @Test
    void isValidFromItsBeginToBeforeItsEnd() {
        ReplayGrant grant = Grants.request().approve();

        assertThatCode(() -> grant.checkTime(Grants.BEGIN)).doesNotThrowAnyException();
        assertThatCode(() -> grant.checkTime(Grants.END.minusMillis(1))).doesNotThrowAnyException();
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> grant.checkTime(Grants.BEGIN.minusMillis(1)))
                .withMessageContaining("does not begin before 2026-11-22T00:00:00Z");
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> grant.checkTime(Grants.END))
                .withMessageContaining("it expired at 2026-11-29T00:00:00Z");
    }

    static Stream<Arguments> noGrants() {
        ReplayGrant grant = Grants.request().approve();
        return Stream.of(
                argumentSet("no JSON", "grant", "it is not JSON"),
                argumentSet("no object", "[]", "should be a JSON object"),
                argumentSet("not approved", Grants.request().sign().json(), "nobody has approved it"),
                argumentSet(
                        "a field of a later version",
                        rewritten(grant, "request", payload -> payload.replace("\"id\":", "\"limit\":1,\"id\":")),
                        "a field that is not known"),
                argumentSet(
                        "another version",
                        rewritten(grant, "request", payload -> payload.replace("request.v1", "request.v2")),
                        "its version is not affidavit.replay-request.v1"),
                argumentSet(
                        "a field missing",
                        rewritten(grant, "request", payload -> payload.replace("\"ticket\":\"AUD-7\",", "")),
                        "its field ticket is missing"),
                argumentSet(
                        "a field beside the envelopes",
                        grant.json().replaceFirst("\\{", "{\"note\":1,"),
                        "a field that is not known"));
    }

    @ParameterizedTest
    @MethodSource("noGrants")
    void refusesWhatIsNoGrant(String text, String why) {
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> ReplayGrant.parse(text))
                .withMessageContaining(why);
    }

    @Test
    void refusesRequestsThatGrantNothingOrTooMuch() {
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> Grants.request().permissions().build());
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> Grants.request().permissions("Denied").build());
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() ->
                        Grants.request().budget(Budget.MOST_RECORDS + 1, 1).build());
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> Grants.request().offsets("governed-0:7-7").build());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Grants.request().where("").build());
    }

    private static void assertRefused(ReplayGrant grant, TrustedKeys trusted, String why) {
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> grant.checkSignatures(trusted))
                .withMessageContaining(why);
    }

    private static String withApproval(SignedRequest request, String approver, SigningKey key) {
        Map<String, Object> approval = new LinkedHashMap<>();
        approval.put("version", ReplayGrant.VERSION);
        approval.put("request", request.sha256());
        approval.put("approver", approver);
        approval.put("approvedAt", Grants.BEGIN.toString());
        Map<String, Object> json = request.members();
        json.put(
                "approval", SignedDocument.sign(ReplayGrant.TYPE, approval, key).json());
        return JsonText.write(json);
    }

    /** The grant with other bytes in one of its payloads; the signatures stay. */
    private static String rewritten(ReplayGrant grant, String envelope, UnaryOperator<String> change) {
        String payload = payload(grant, envelope);
        return grant.json().replace(base64(payload), base64(change.apply(payload)));
    }

    private static String payload(ReplayGrant grant, String envelope) {
        return payload(grant.json(), envelope);
    }

    private static String payload(String json, String envelope) {
        Map<?, ?> found = (Map<?, ?>) members(json).get(envelope);
        return new String(Base64.getDecoder().decode((String) found.get("payload")), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> members(ReplayGrant grant) {
        return members(grant.json());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(String json) {
        return (Map<String, Object>) JsonText.parse(json);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
