package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.store.StoreException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What befalls calls of a store, by a seed: they are slow, hang, fail, or are done and their reply is lost. */
final class Faults {
    private static final long SHORT_NANOS = 20_000_000;
    private static final long LONG_NANOS = 400_000_000;

    private final Random random;
    private volatile boolean over;

    Faults(long seed) {
        this.random = new Random(seed);
    }

    /** From now on everything is well. */
    void end() {
        over = true;
    }

    <T> T befall(Supplier<T> call) {
        double luck = over ? 1 : random.nextDouble();
        if (luck < 0.05) {
            pass(random.nextLong(LONG_NANOS));
        } else if (luck < 0.2) {
            pass(random.nextLong(SHORT_NANOS));
        } else if (luck < 0.35) {
            throw new StoreException("the store is at fault");
        }
        T done = call.get();
        if (luck > 0.35 && luck < 0.45) {
            throw new StoreException("the reply is lost");
        }
        return done;
    }

    /** Whoever interrupts it does not hurry it: a call that hangs in a kernel is no different. */
    private static void pass(long nanos) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
