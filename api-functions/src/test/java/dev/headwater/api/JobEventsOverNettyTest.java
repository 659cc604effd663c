package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.admin.jobs.Job;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events of a job that goes on: who may watch, and for how long. */
@Timeout(60)
class JobEventsOverNettyTest extends AdminSuite implements OverNetty {
    private static final int OF_ONE = 8;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<InputStream> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        end.countDown();
        for (InputStream one : open) {
            one.close();
        }
        http.shutdownNow();
    }

    @Test
    void aKeyThatIsTakenAwaySeesNoMore() throws Exception {
        Job job = begin();
        String key = post(OWNER, "/api-keys", "{\"name\":\"eye\",\"scopes\":[\"jobs:read\"]}")
                .json()
                .path("key")
                .asText();
        InputStream events = watch(key, job).body();
        assertThat(events.read()).isPositive();
        assertThat(delete(OWNER, "/api-keys/eye").status()).isEqualTo(200);
        String rest = new String(events.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rest).contains("running").doesNotContain("\"state\":\"done\"");
        assertThat(get(OWNER, "/jobs/" + job.id()).json().path("state").asText())
                .isEqualTo("running");
    }

    @Test
    void oneHasEightSeatsAndTakesNobodyElses() throws Exception {
        Job job = begin();
        for (int i = 0; i < OF_ONE; i++) {
            assertThat(watch(OWNER, job).statusCode()).isEqualTo(200);
        }
        HttpResponse<InputStream> refused = watch(OWNER, job);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(watch(AdminKeys.of(Role.OPERATOR), job).statusCode()).isEqualTo(200);
        // Whoever goes away leaves their seat, as soon as the next event finds nobody.
        open.getFirst().close();
        Eventually.holds("a seat is free", () -> watch(OWNER, job).statusCode() == 200);
    }

    @Test
    void seatsAreFreeAtTheEndOfTheJob() throws Exception {
        Job job = begin();
        for (int i = 0; i < OF_ONE; i++) {
            watch(OWNER, job);
        }
        end.countDown();
        for (InputStream events : open) {
            assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"state\":\"done\"");
        }
        Eventually.holds("seats are free", () -> watch(OWNER, job).statusCode() == 200);
    }

    private Job begin() {
        return headend.jobs().start("test", Caller.LOCAL, job -> {
            job.at("Counting", 1, 2);
            end.await();
            return Map.of();
        });
    }

    private HttpResponse<InputStream> watch(String key, Job job) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(((NettyDoor) door).base() + API + "/jobs/" + job.id() + "/events"))
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            open.add(answer.body());
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
