package dev.headwater.api.admin.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Errands;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Sealer;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errands that lie in a table until a process takes them, one item each under {@value #PARTITION}: whoever removes the item
 * runs it, once. Arguments may hold a password of another panel, so they are sealed.
 */
public final class StoredErrands implements Errands {
    /** A stream of the table that is filtered by this tells the process that takes them. */
    public static final String PARTITION = "ERRANDS";

    private static final Logger LOG = LoggerFactory.getLogger(StoredErrands.class);
    /** What nobody took for so long is not begun any more. */
    private static final Duration KEPT = Duration.ofHours(12);

    private final ItemTable<Errand> table;
    private final Sealer sealer;
    private final Jobs jobs;
    private final Function<Caller, Optional<Caller>> asNow;
    private final InstantSource clock;

    /**
     * Errands in a table.
     *
     * @param sealer under a key that both processes have
     * @param asNow who asked for something, with what they may do now; empty: nothing any more
     */
    public StoredErrands(
            TableStore catalog,
            Sealer sealer,
            Jobs jobs,
            Function<Caller, Optional<Caller>> asNow,
            InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(Errand.class));
        this.sealer = sealer;
        this.jobs = jobs;
        this.asNow = asNow;
        this.clock = clock;
    }

    record Errand(
            String id,
            String operation,
            String sealed,
            String caller,
            Set<Permission> permissions,
            @Nullable Integer tenant,
            @Nullable String address,
            @Nullable String requestId,
            Instant at) {
        private Caller asked() {
            return new Caller(caller, permissions, tenant);
        }

        private Call by(Caller whoever) {
            return new Call(whoever, address, requestId, null);
        }
    }

    @Override
    public boolean takes(Operation<?, ?> operation) {
        return JobOperations.isLong(operation.name());
    }

    @Override
    public <A, R> R hand(Call call, Operation<A, R> operation, A argument) {
        Job job = jobs.await(operation.name(), call.caller());
        Caller caller = call.caller();
        table.put(
                key(job.id()),
                new Errand(
                        job.id(),
                        operation.name(),
                        sealer.seal(Operations.JSON.valueToTree(argument).toString(), job.id()),
                        caller.name(),
                        caller.permissions(),
                        caller.tenant(),
                        call.address(),
                        call.requestId(),
                        clock.instant()));
        @SuppressWarnings("unchecked") // what is long returns its job
        R told = (R) job;
        return told;
    }

    /** Ends the job of an errand that nobody has taken yet; false: there is none. */
    boolean withdraw(String id) {
        Optional<ItemTable.Versioned<Errand>> found = table.findVersioned(key(id));
        boolean isOurs = found.isPresent() && table.delete(key(id), found.get());
        if (isOurs) {
            jobs.withdraw(id);
        }
        return isOurs;
    }

    /**
     * Runs what lies there, the oldest first, each to its end.
     *
     * @param until when no other is begun any more: the process may be about to end
     * @param afterEach called after each, however it ended
     * @return how many were run
     */
    public int runAll(Operations operations, Instant until, Runnable afterEach) {
        int run = 0;
        for (Errand errand : table.list(PARTITION)) {
            if (!clock.instant().isBefore(until)) {
                return run;
            }
            Optional<ItemTable.Versioned<Errand>> found = table.findVersioned(key(errand.id()));
            if (found.isPresent() && table.delete(key(errand.id()), found.get())) {
                try {
                    run(errand, operations);
                } finally {
                    afterEach.run();
                }
                run++;
            }
        }
        return run;
    }

    private void run(Errand errand, Operations operations) {
        try {
            if (errand.at().plus(KEPT).isBefore(clock.instant())) {
                throw new OperationException("nobody came to do it in time: start it again");
            }
            Caller caller = asNow.apply(errand.asked())
                    .orElseThrow(() -> new OperationException(
                            "who asked for it is gone, or may not log in any more: " + errand.caller()));
            JsonNode argument = Operations.JSON.readTree(sealer.unseal(errand.sealed(), errand.id()));
            jobs.under(errand.id(), () -> operations.run(errand.by(caller), errand.operation(), argument));
            jobs.awaitEnd(errand.id());
        } catch (OperationException e) {
            jobs.fail(errand.id(), String.valueOf(e.getMessage()));
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("the job {} could not be begun", errand.id(), e);
            jobs.fail(errand.id(), "that failed: " + e.getClass().getSimpleName() + " (see the log)");
        }
    }

    private static Key key(String id) {
        return new Key(PARTITION, id);
    }
}
