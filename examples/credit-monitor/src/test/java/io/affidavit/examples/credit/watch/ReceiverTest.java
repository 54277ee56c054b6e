/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private final List<Receiver.Message> heard = new ArrayList<>();

    @Test
    void takesWhatIsPostedByWhoMay() throws Exception {
        try (Receiver receiver = new Receiver("Bearer s", heard::add)) {
            String body = """
                    {"id": "a1", "change": "opened", "severity": "high", "owner": "o", "monitor": "m", "model": "x"}""";
            assertThat(post(receiver, "Bearer s", body)).isEqualTo(204);
            assertThat(receiver.messages())
                    .containsExactly(new Receiver.Message("a1", "opened", "high", "o", "m", "x"))
                    .isEqualTo(heard);
        }
    }

    @Test
    void refusesStrangersAndWhatIsNoIncident() throws Exception {
        try (Receiver receiver = new Receiver("Bearer s", heard::add)) {
            assertThat(post(receiver, "Bearer t", "{\"id\": \"a1\"}")).isEqualTo(401);
            assertThat(post(receiver, "Bearer s", "{}")).isEqualTo(400);
            assertThat(receiver.messages()).isEmpty();
        }
    }

    private static int post(Receiver receiver, String authorization, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(receiver.uri())
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
