package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.admin.jobs.Job;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Long work over the admin API. */
abstract class AdminJobsSuite extends AdminSuite {
    private static final String RESELLER = AdminKeys.of(Role.RESELLER);
    private static final Caller SELLER = new Caller("key:reseller", Role.RESELLER.permissions(), AdminKeys.RESELLER);

    @Test
    void eventsGoOnToTheEndOfTheJob() {
        CountDownLatch asked = new CountDownLatch(1);
        Job begun = headend.jobs().start("test", Caller.LOCAL, job -> {
            job.at("Counting", 1, 2);
            asked.await();
            return Map.of("counted", 2);
        });
        Thread.ofVirtual().start(asked::countDown);
        Reply events = get(OWNER, "/jobs/" + begun.id() + "/events");
        if (!door.streams()) {
            assertThat(events.status()).isEqualTo(404);
            return;
        }
        assertThat(events.header("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(events.text()).contains("\"state\":\"done\"").contains("\"counted\":2");
        assertThat(get(OWNER, "/jobs/" + begun.id()).json().path("step").asText())
                .isEqualTo("Counting");
        assertThat(get(OWNER, "/jobs/nothing/events").status()).isEqualTo(404);
    }

    @Test
    void oneThatIsCancelledEndsWhenItNextSaysHowFarItIs() {
        CountDownLatch cancelled = new CountDownLatch(1);
        Job begun = headend.jobs().start("test", Caller.LOCAL, job -> {
            cancelled.await();
            job.at("Counting", 1, 2);
            return null;
        });
        assertThat(delete(AdminKeys.of(Role.SUPPORT), "/jobs/" + begun.id()).status())
                .isEqualTo(403);
        assertThat(delete(OWNER, "/jobs/" + begun.id()).status()).isEqualTo(200);
        cancelled.countDown();
        Eventually.holds(
                "it is cancelled",
                () -> get(OWNER, "/jobs/" + begun.id() + "?waitMillis=5000")
                        .json()
                        .path("state")
                        .asText()
                        .equals("cancelled"));
        assertThat(delete(OWNER, "/jobs/" + begun.id()).status()).isEqualTo(409);
    }

    @Test
    void aJobOfAProcessThatDiedShowsAsInterrupted() {
        String id =
                headend.another().jobs().begin("test", Caller.LOCAL, null).job().id();
        assertThat(get(OWNER, "/jobs/" + id).json().path("state").asText()).isEqualTo("interrupted");
        assertThat(get(OWNER, "/jobs?state=interrupted").json().path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void aResellerSeesNoJobsButTheirOwn() {
        Job theirs = headend.jobs().start("test", Caller.LOCAL, _ -> null);
        Job own = headend.jobs().start("test", SELLER, _ -> null);
        assertThat(get(RESELLER, "/jobs").json().path("items"))
                .extracting(job -> job.path("id").asText())
                .containsExactly(own.id());
        assertThat(get(RESELLER, "/jobs/" + theirs.id()).status()).isEqualTo(404);
        assertThat(get(RESELLER, "/jobs/" + theirs.id() + "/events").status()).isEqualTo(404);
        assertThat(delete(RESELLER, "/jobs/" + theirs.id()).status()).isEqualTo(404);
        assertThat(get(OWNER, "/jobs").json().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void theNewestTwoHundredAreKept() {
        for (int i = 0; i < 205; i++) {
            headend.clock().advance(Duration.ofMillis(1)); // ids go by it
            headend.jobs().begin("test", Caller.LOCAL, null).end(Job.DONE, null, null);
        }
        assertThat(get(OWNER, "/jobs").json().path("total").asInt()).isEqualTo(200);
    }
}
