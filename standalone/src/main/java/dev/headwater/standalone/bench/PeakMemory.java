package dev.headwater.standalone.bench;

import java.util.concurrent.atomic.AtomicLong;

/** The most memory that processes below a shell held, as Linux remembers it; asked until they are gone. */
final class PeakMemory {
    private static final long EVERY_MS = 50;

    private final AtomicLong most = new AtomicLong();

    private PeakMemory() {}

    static PeakMemory watch(Process shell) {
        PeakMemory peak = new PeakMemory();
        Thread.ofVirtual().start(() -> {
            while (shell.isAlive() && !Thread.currentThread().isInterrupted()) {
                shell.children()
                        .forEach(child -> peak.most.accumulateAndGet(new ProcStat(child).peakBytes(), Math::max));
                try {
                    Thread.sleep(EVERY_MS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        return peak;
    }

    long bytes() {
        return most.get();
    }
}
