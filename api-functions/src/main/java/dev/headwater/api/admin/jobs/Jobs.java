package dev.headwater.api.admin.jobs;

import dev.headwater.core.admin.Caller;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long work, and how it stands: in this process, and stored, so that others see it and what was cut off is known. The
 * newest {@value #MAX_KEPT} of the last 30 days are kept.
 */
public final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String JOBS = "JOBS";
    static final int MAX_KEPT = 200;
    private static final Duration KEPT = Duration.ofDays(30);
    /** How often one that runs says so to others. */
    private static final Duration BEAT = Duration.ofSeconds(20);

    /** How often one that runs looks whether another process was asked to end it. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final int MAX_ID = 64;

    /** The id of the job that what runs now is to be. */
    private static final ScopedValue<String> GIVEN = ScopedValue.newInstance();

    private final ItemTable<Stored> table;
    private final Duration silence;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, RunningJob> running = new ConcurrentHashMap<>();
    private final Map<String, Instant> beats = new ConcurrentHashMap<>();
    private final Map<String, Instant> looks = new ConcurrentHashMap<>();

    /**
     * A job as others see it.
     *
     * @param beat when its process last said that it runs
     * @param unwanted true: somebody asked it to end; null: nobody did
     */
    record Stored(Job job, Instant beat, @Nullable Boolean unwanted) {}

    /** Something to do. */
    @FunctionalInterface
    public interface Work {
        /** @return what came of it; null: nothing that is to be kept */
        @Nullable
        Object run(RunningJob job) throws Exception;
    }

    /**
     * Jobs of one process.
     *
     * @param silence after how long without a word a job of another process is taken for cut off; zero: there is no other
     * @param random of their ids
     */
    public Jobs(TableStore sessions, Duration silence, InstantSource clock, RandomGenerator random) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(Stored.class));
        this.silence = silence;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Notes work that somebody does on a thread of their own, and says the end of by {@link RunningJob#end}.
     *
     * @param known shown as its result until there is one; null: nothing
     */
    public RunningJob begin(String kind, Caller caller, @Nullable Object known) {
        Instant now = clock.instant();
        String id = GIVEN.isBound() ? GIVEN.get() : newId(now);
        RunningJob begun = new RunningJob(
                this,
                new Job(id, kind, Job.RUNNING, "begins", 0, 0, now, null, caller.name(), caller.tenant(), null, known));
        save(begun.job(), now);
        running.put(id, begun);
        prune(now);
        return begun;
    }

    private String newId(Instant now) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(now.toEpochMilli(), 12) + hex.toHexDigits(random.nextLong(), 12);
    }

    /** Notes work that another process is going to begin, {@link #under} the id of this. */
    Job await(String kind, Caller caller) {
        Instant now = clock.instant();
        Job job = new Job(
                newId(now), kind, Job.RUNNING, "waits", 0, 0, now, null, caller.name(), caller.tenant(), null, null);
        save(job, now);
        return job;
    }

    /** Does something that begins one job, which is the one that was noted. */
    void under(String id, Runnable begins) {
        ScopedValue.where(GIVEN, id).run(begins);
    }

    /** Returns when one that runs here is over. */
    void awaitEnd(String id) {
        RunningJob here = running.get(id);
        try {
            while (here != null && !here.await(BEAT.toMillis()).isOver()) {
                LOG.debug("the job {} goes on", id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that one that was noted was not even begun. */
    void fail(String id, String why) {
        end(id, Job.FAILED, why);
    }

    /** Says that one that was noted is not going to be begun: nobody wants it any more. */
    void withdraw(String id) {
        end(id, Job.CANCELLED, null);
    }

    private void end(String id, String state, @Nullable String why) {
        Instant now = clock.instant();
        table.update(
                key(id),
                stored -> stored.filter(one -> !one.job().isOver())
                        .map(one -> new Stored(one.job().ended(state, now, why, null), now, null)));
    }

    /** Does work on a thread of its own. */
    public Job start(String kind, Caller caller, Work work) {
        return start(kind, caller, null, work);
    }

    /**
     * Does work on a thread of its own.
     *
     * @param known shown as its result until there is one; null: nothing
     */
    public Job start(String kind, Caller caller, @Nullable Object known, Work work) {
        RunningJob begun = begin(kind, caller, known);
        Thread.ofPlatform().daemon().name("job-" + kind).start(() -> run(begun, work));
        return begun.job();
    }

    private static void run(RunningJob job, Work work) {
        String kind = job.job().kind();
        try {
            job.end(Job.DONE, null, work.run(job));
        } catch (CancellationException e) {
            job.end(Job.CANCELLED, null, null);
        } catch (Throwable e) { // errors too: whoever waits has to be told
            LOG.error("the job {} failed", kind, e);
            job.end(Job.FAILED, "that failed: " + e.getClass().getSimpleName() + " (see the server's output)", null);
        }
    }

    /** How one stands; waits for its end for so long. Empty: there is none, or not for who asks. */
    public Optional<Job> find(Caller caller, String id, long waitMillis) {
        if (id.isEmpty() || id.length() > MAX_ID) {
            return Optional.empty();
        }
        RunningJob here = running.get(id);
        try {
            Optional<Job> found = here == null
                    ? table.find(key(id)).map(this::seen)
                    : Optional.of(here.await(caller.sees(here.job().owner()) ? waitMillis : 0));
            return found.filter(job -> caller.sees(job.owner()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Those that who asks may see. */
    public List<Job> list(Caller caller) {
        return table.list(JOBS).stream()
                .map(this::seen)
                .filter(job -> caller.sees(job.owner()))
                .toList();
    }

    /** Asks one to end; false: it does not run here. It ends when it next says how far it is. */
    public boolean cancel(String id) {
        RunningJob here = running.get(id);
        if (here == null) {
            return false;
        }
        here.cancel();
        return true;
    }

    /**
     * Asks one of another process to end; false: there is none that goes on. It ends within seconds, when it next says how
     * far it is.
     */
    boolean cancelElsewhere(String id) {
        return table.update(
                        key(id),
                        stored -> stored.filter(one -> !seen(one).isOver())
                                .map(one -> new Stored(one.job(), one.beat(), true)))
                .filter(one -> Boolean.TRUE.equals(one.unwanted()) && !one.job().isOver())
                .isPresent();
    }

    private Job seen(Stored stored) {
        Job job = stored.job();
        RunningJob here = running.get(job.id());
        if (here != null) {
            return here.job();
        }
        boolean isCutOff = !job.isOver() && !stored.beat().plus(silence).isAfter(clock.instant());
        return isCutOff
                ? job.ended(Job.INTERRUPTED, stored.beat(), "the process it ran in is gone: start it again", null)
                : job;
    }

    Instant now() {
        return clock.instant();
    }

    void beat(RunningJob one) {
        Instant now = clock.instant();
        Instant looked = looks.putIfAbsent(one.job().id(), now);
        if (looked != null && !looked.plus(LOOK).isAfter(now)) {
            looks.put(one.job().id(), now);
            boolean isUnwanted = table.find(key(one.job().id()))
                    .filter(stored -> Boolean.TRUE.equals(stored.unwanted()))
                    .isPresent();
            if (isUnwanted) {
                one.cancel();
            }
        }
        Instant last = beats.putIfAbsent(one.job().id(), now);
        if (last != null && !last.plus(BEAT).isAfter(now)) {
            beats.put(one.job().id(), now);
            save(one.job(), now);
        }
    }

    void over(RunningJob one) {
        try {
            save(one.job(), clock.instant());
        } catch (StoreException e) {
            LOG.warn("how the job {} ended can not be stored: {}", one.job().id(), e.getMessage());
        } finally {
            beats.remove(one.job().id());
            looks.remove(one.job().id());
            running.remove(one.job().id());
        }
    }

    private void save(Job job, Instant now) {
        // What somebody asked for meanwhile stays.
        table.update(
                key(job.id()),
                stored -> Optional.of(
                        new Stored(job, now, stored.map(Stored::unwanted).orElse(null))));
    }

    private void prune(Instant now) {
        List<Job> all = table.list(JOBS).stream().map(this::seen).toList();
        for (int i = 0; i < all.size(); i++) {
            Job job = all.get(i);
            boolean isOld =
                    all.size() - i > MAX_KEPT || job.startedAt().plus(KEPT).isBefore(now);
            if (isOld && job.isOver()) {
                table.delete(key(job.id()));
            }
        }
    }

    private static Key key(String id) {
        return new Key(JOBS, id);
    }
}
