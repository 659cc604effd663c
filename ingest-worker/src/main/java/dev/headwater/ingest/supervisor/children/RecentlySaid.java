package dev.headwater.ingest.supervisor.children;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Tells what is worth a line in the log: what was not said within the last minute. A child that fails for days says the
 * same every few seconds. Addresses, such as FFmpeg puts into its lines, make no difference.
 */
public final class RecentlySaid {
    private static final long AGAIN = Duration.ofMinutes(1).toNanos();
    private static final int REMEMBERED = 100;
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]+");

    private final LongSupplier nanos;
    private final LinkedHashMap<String, Long> said = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    public RecentlySaid(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public boolean isNews(String text) {
        String key = ADDRESS.matcher(text).replaceAll("");
        long now = nanos.getAsLong();
        lock.lock();
        try {
            Long before = said.get(key);
            if (before != null && now - before < AGAIN) {
                return false;
            }
            said.putLast(key, now);
            if (said.size() > REMEMBERED) {
                said.pollFirstEntry();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
