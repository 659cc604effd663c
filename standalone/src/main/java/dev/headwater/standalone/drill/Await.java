package dev.headwater.standalone.drill;

import java.util.function.BooleanSupplier;

/** Waits for a condition with a bound. */
final class Await {
    private static final long EVERY_MS = 100;

    private Await() {}

    /** Whether it came true in time. */
    static boolean within(double seconds, BooleanSupplier condition) throws InterruptedException {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if ((System.nanoTime() - began) / 1e9 > seconds) {
                return false;
            }
            Thread.sleep(EVERY_MS);
        }
        return true;
    }

    static void orFail(double seconds, String what, BooleanSupplier condition) throws InterruptedException {
        if (!within(seconds, condition)) {
            throw new DrillException("not within %.0f s: %s".formatted(seconds, what));
        }
    }
}
