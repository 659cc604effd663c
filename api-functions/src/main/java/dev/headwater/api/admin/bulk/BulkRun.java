package dev.headwater.api.admin.bulk;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Gate;
import dev.headwater.api.admin.Many;
import dev.headwater.api.admin.Many.Selection;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.RunningJob;
import dev.headwater.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One change, made to one thing after the other. What can not be changed keeps none of the others from it. */
final class BulkRun<K, S, C, N> {
    private static final Logger LOG = LoggerFactory.getLogger(BulkRun.class);
    private static final int RENEWED_EVERY = 500;
    /** How often one is looked at again that somebody else changes meanwhile. */
    private static final int ATTEMPTS = 5;

    private final Many<K, S, C, N> many;
    private final Selection<K> selection;
    private final @Nullable S set;
    private final Gate gate;
    private final Call call;
    private final BulkResult asked;
    private final List<BulkResult.Failure> failures = new ArrayList<>();
    private int changed;
    private int skipped;
    private int failed;
    private boolean cancelled;

    BulkRun(Many<K, S, C, N> many, Selection<K> selection, @Nullable S set, Gate gate, Call call, BulkResult asked) {
        this.many = many;
        this.selection = selection;
        this.set = set;
        this.gate = gate;
        this.call = call;
        this.asked = asked;
    }

    /** Changes one after the other; what was done before it was cancelled stays. */
    void over(List<K> keys, RunningJob job, Notices.Notice notice) {
        try {
            for (int i = 0; i < keys.size(); i++) {
                job.at(set == null ? "Removing" : "Changing", i, keys.size());
                one(keys.get(i));
                if (i % RENEWED_EVERY == RENEWED_EVERY - 1) {
                    notice.renew();
                }
            }
            job.at(set == null ? "Removing" : "Changing", keys.size(), keys.size());
        } catch (CancellationException e) {
            cancelled = true;
        }
    }

    /** Says how it ended. */
    BulkResult end(RunningJob job) {
        BulkResult result = result();
        if (cancelled) {
            job.end(Job.CANCELLED, null, result);
        } else if (failed > 0 && changed == 0) {
            job.end(Job.FAILED, "none of them could be changed", result);
        }
        return result;
    }

    private void one(K key) {
        try {
            if (isDone(key)) {
                changed++;
            } else {
                skipped++;
            }
        } catch (OperationException e) {
            failed(key, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            LOG.warn("one of many could not be changed: {}", e.getMessage());
            failed(key, "it could not be stored; try again");
        }
    }

    /** False: it is gone, or not what was selected any more. */
    private boolean isDone(K key) {
        for (int attempt = 1; ; attempt++) {
            Optional<String> seen = many.look().apply(key, selection);
            if (seen.isEmpty()) {
                return false;
            }
            try {
                Call asSeen = call.expecting(seen.get());
                if (set == null) {
                    gate.run(asSeen, many.remove(), many.named().apply(key));
                } else {
                    gate.run(asSeen, many.set(), many.change().apply(key, set));
                }
                return true;
            } catch (OperationException e) {
                if (e.kind() == OperationException.Kind.MISSING) {
                    return false;
                }
                if (e.kind() != OperationException.Kind.STALE || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void failed(K key, String error) {
        failed++;
        if (failures.size() < BulkResult.MAX_FAILURES) {
            failures.add(new BulkResult.Failure(key.toString(), error));
        }
    }

    private BulkResult result() {
        return new BulkResult(
                asked.filter(), asked.set(), asked.matched(), changed, skipped, failed, List.copyOf(failures));
    }
}
