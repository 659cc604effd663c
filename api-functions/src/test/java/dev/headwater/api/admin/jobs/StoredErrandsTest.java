package dev.headwater.api.admin.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Gate;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.TestClock;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Sealer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What one process takes and another does. */
class StoredErrandsTest {
    private static final Caller OPERATOR =
            new Caller("ada", Set.of(Permission.CATALOG_WRITE, Permission.JOBS_READ), null);

    private final InMemoryTableStore tables = new InMemoryTableStore();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final TestClock clock = TestClock.fixed();
    private final List<String> did = new CopyOnWriteArrayList<>();
    private final List<String> audited = new CopyOnWriteArrayList<>();
    private int ended;
    private Optional<Caller> now = Optional.empty();
    private final Part front = new Part(true);
    private final Part back = new Part(false);

    record Wish(String name, String password) {}

    /** One process. */
    private final class Part implements OperationGroup {
        private final Jobs jobs = new Jobs(tables, Duration.ofMinutes(16), clock, new SecureRandom());
        private final StoredErrands errands = new StoredErrands(
                tables,
                new Sealer(secrets, "errands", new SecureRandom()),
                jobs,
                asked -> now.isEmpty()
                        ? Optional.of(asked)
                        : now.filter(one -> one.name().equals(asked.name())),
                clock);
        private final Operation<Wish, Job> start =
                Operation.changeAs("import.start", Permission.CATALOG_WRITE, Wish.class, this::start);
        private final Operations operations;

        Part(boolean standsStill) {
            Audit audit = (call, action, target, before, after) ->
                    audited.add(call.caller().name() + " " + action + " " + target);
            operations = new Operations(
                    new Gate(audit, Sourced.Rule.NO_UPLOADS, standsStill ? errands : null), List.of(this));
        }

        @Override
        public List<Operation<?, ?>> operations() {
            return List.of(start);
        }

        private Job start(Call call, Wish wish) {
            if (wish.name().equals("refused")) {
                throw new OperationException("there is no such list");
            }
            return jobs.start("import.start", call.caller(), job -> {
                did.add(wish.name() + " " + wish.password());
                return null;
            });
        }

        Job asked(Caller caller, String name) {
            return operations.run(Call.of(caller), start, new Wish(name, "s3cret"));
        }

        int runAll() {
            return errands.runAll(operations, Instant.MAX, () -> ended++);
        }
    }

    @Test
    void itIsDoneOnceByAnotherAndSeenByBoth() {
        Job told = front.asked(OPERATOR, "news");
        assertThat(told.state()).isEqualTo(Job.RUNNING);
        assertThat(did).isEmpty();
        assertThat(back.runAll()).isEqualTo(1);
        assertThat(back.runAll()).isZero();
        assertThat(did).containsExactly("news s3cret");
        assertThat(audited).containsExactly("ada import.start news");
        assertThat(front.jobs.find(OPERATOR, told.id(), 0).orElseThrow().state())
                .isEqualTo(Job.DONE);
        assertThat(front.jobs.list(OPERATOR)).hasSize(1);
    }

    @Test
    void whatWaitsCanBeCancelledOnceAndIsNotBegun() {
        Job told = front.asked(OPERATOR, "news");
        JobOperations cancels = new JobOperations(front.jobs, front.errands);
        Operations operations = new Operations(
                new Gate((call, action, target, before, after) -> {}, Sourced.Rule.NO_UPLOADS), List.of(cancels));
        Call call = Call.of(
                new Caller("ada", Set.of(Permission.CATALOG_WRITE, Permission.JOBS_READ, Permission.JOBS_WRITE), null));
        Job job = operations.run(call, cancels.cancel, new JobOperations.ById(told.id()));
        assertThat(job.state()).isEqualTo(Job.CANCELLED);
        assertThat(back.runAll()).isZero();
        assertThat(did).isEmpty();
        assertThatThrownBy(() -> operations.run(call, cancels.cancel, new JobOperations.ById(told.id())))
                .hasMessage("this job is over");
    }

    @Test
    void whoAskedHasToBeAllowedStillWhenItIsBegun() {
        Job asked = front.asked(OPERATOR, "news");
        now = Optional.of(new Caller("ada", Set.of(Permission.JOBS_READ), null));
        back.runAll();
        Job refused = front.jobs.find(OPERATOR, asked.id(), 0).orElseThrow();
        assertThat(refused.state()).isEqualTo(Job.FAILED);
        assertThat(refused.error()).contains("catalog:write");

        Job orphan = front.asked(OPERATOR, "more news");
        now = Optional.of(new Caller("somebody", Set.of(), null));
        back.runAll();
        assertThat(front.jobs.find(OPERATOR, orphan.id(), 0).orElseThrow().error())
                .isEqualTo("who asked for it is gone, or may not log in any more: ada");
        assertThat(did).isEmpty();
    }

    @Test
    void whatRunsElsewhereEndsSoonAfterItWasCancelledHere() {
        RunningJob there = back.jobs.begin("import.start", OPERATOR, null);
        there.at("reads", 1, 10);
        String id = there.job().id();
        JobOperations cancels = new JobOperations(front.jobs, front.errands);
        Operations operations = new Operations(
                new Gate((call, action, target, before, after) -> {}, Sourced.Rule.NO_UPLOADS), List.of(cancels));
        Call call = Call.of(
                new Caller("ada", Set.of(Permission.CATALOG_WRITE, Permission.JOBS_READ, Permission.JOBS_WRITE), null));
        Job told = operations.run(call, cancels.cancel, new JobOperations.ById(id));
        assertThat(told.state()).isEqualTo(Job.RUNNING);
        there.at("reads", 2, 10);

        clock.advance(Duration.ofSeconds(30)); // it says that it runs, and does not forget what was asked
        there.at("reads", 3, 10);
        assertThatThrownBy(() -> there.at("reads", 4, 10)).isInstanceOf(CancellationException.class);
        there.end(Job.CANCELLED, null, null);
        assertThat(front.jobs.find(OPERATOR, id, 0).orElseThrow().state()).isEqualTo(Job.CANCELLED);
        assertThatThrownBy(() -> operations.run(call, cancels.cancel, new JobOperations.ById(id)))
                .hasMessage("this job is over");
    }

    @Test
    void whatWasNeededForOneIsPutAwayAfterEach() {
        front.asked(OPERATOR, "news");
        front.asked(OPERATOR, "refused");
        back.runAll();
        assertThat(ended).isEqualTo(2);
    }

    @Test
    void whatIsRefusedWhenItIsBegunShowsAsAFailedJob() {
        Job told = front.asked(OPERATOR, "refused");
        assertThat(back.runAll()).isEqualTo(1);
        Job job = front.jobs.find(OPERATOR, told.id(), 0).orElseThrow();
        assertThat(job.state()).isEqualTo(Job.FAILED);
        assertThat(job.error()).isEqualTo("there is no such list");
    }

    @Test
    void whoMayNotIsRefusedAtOnce() {
        Caller reader = new Caller("eve", Set.of(Permission.CATALOG_READ), null);
        assertThatThrownBy(() -> front.asked(reader, "news")).isInstanceOf(OperationException.class);
        assertThat(back.runAll()).isZero();
    }

    @Test
    void noArgumentLiesOpenInTheTable() {
        front.asked(OPERATOR, "news");
        assertThat(tables.scan(10, null).items())
                .noneMatch(item -> item.toString().contains("s3cret"));
    }

    @Test
    void whatNobodyTookIsNotBegunDaysLater() {
        Job told = front.asked(OPERATOR, "news");
        clock.advance(Duration.ofDays(1));
        back.runAll();
        assertThat(did).isEmpty();
        assertThat(front.jobs.find(OPERATOR, told.id(), 0).orElseThrow().error())
                .contains("start it again");
    }
}
