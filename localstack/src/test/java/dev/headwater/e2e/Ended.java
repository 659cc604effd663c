package dev.headwater.e2e;

import java.util.concurrent.TimeUnit;

/** Ends what a test started. */
final class Ended {
    private Ended() {}

    /** Asks a process to end, and makes it end where it does not. */
    static void within5Seconds(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
