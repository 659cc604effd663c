package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two who have seen the same and change it at the same time, over the admin API: one of them is told. */
abstract class AdminRacesSuite extends AdminSuite {
    private static final int ROUNDS = 20;

    @Test
    void ofTwoWhoChangeALineOneIsRefused() throws Exception {
        post(OWNER, "/lines", "{\"name\":\"anna\"}");
        race("/lines/anna", "{\"connections\":%d}");
    }

    @Test
    void ofTwoWhoChangeAChannelOneIsRefused() throws Exception {
        int id = post(OWNER, "/channels", "{\"name\":\"One\",\"sources\":[\"testcard:\"]}")
                .json()
                .path("id")
                .asInt();
        race("/channels/" + id, "{\"position\":%d}");
    }

    @Test
    void ofTwoWhoChangeABouquetOneIsRefused() throws Exception {
        int[] ids = new int[2 * ROUNDS];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = post(OWNER, "/channels", "{\"name\":\"One\",\"sources\":[\"testcard:\"]}")
                    .json()
                    .path("id")
                    .asInt();
        }
        post(OWNER, "/bouquets", "{\"name\":\"basic\"}");
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String body = "{\"add\":{\"channels\":[%d]}}";
                once(two, "/bouquets/basic", body.formatted(ids[2 * round]), body.formatted(ids[2 * round + 1]));
            }
        }
        assertThat(get(OWNER, "/bouquets/basic").json().path("channels")).hasSize(ROUNDS);
    }

    @Test
    void ofTwoWhoChangeAnEdgeOneIsRefused() throws Exception {
        post(OWNER, "/edges", "{\"name\":\"paris\",\"url\":\"http://paris.example:8081\"}");
        race("/edges/paris", "{\"weight\":%d}");
    }

    @Test
    void aLineThatWasChangedMeanwhileIsNotRemoved() throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String line = "/lines/line-" + round;
                String seen = post(OWNER, "/lines", "{\"name\":\"line-%d\"}".formatted(round))
                        .header("ETag")
                        .orElseThrow();
                List<Integer> statuses = together(
                        two,
                        () -> send(json("DELETE", OWNER, line, "").with("If-Match", seen))
                                .status(),
                        () -> send(json("PATCH", OWNER, line, "{\"connections\":5}")
                                        .with("If-Match", seen))
                                .status());
                assertThat(statuses).containsAnyOf(200);
                boolean isRemoved = statuses.getFirst() == 200;
                // Removed: the other found nothing. Changed: who would remove it is told.
                assertThat(statuses).isEqualTo(isRemoved ? List.of(200, 404) : List.of(412, 200));
                assertThat(get(OWNER, line).status()).isEqualTo(isRemoved ? 404 : 200);
            }
        }
    }

    private void race(String path, String body) throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                once(two, path, body.formatted(2 + 2 * round), body.formatted(3 + 2 * round));
            }
        }
    }

    private void once(ExecutorService two, String path, String one, String other) throws Exception {
        String seen = get(OWNER, path).header("ETag").orElseThrow();
        assertThat(together(two, () -> change(path, one, seen), () -> change(path, other, seen)))
                .containsExactlyInAnyOrder(200, 412);
    }

    private int change(String path, String body, String seen) {
        return send(json("PATCH", OWNER, path, body).with("If-Match", seen)).status();
    }

    private static List<Integer> together(ExecutorService two, Callable<Integer> one, Callable<Integer> other)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Integer> first = two.submit(() -> {
            start.await();
            return one.call();
        });
        Future<Integer> second = two.submit(() -> {
            start.await();
            return other.call();
        });
        return List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS));
    }
}
