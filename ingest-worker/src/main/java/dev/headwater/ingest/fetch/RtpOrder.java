package dev.headwater.ingest.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * RTP packets (RFC 3550 §5.1) in the order they were sent in: what comes early waits for what it overtook, as long as
 * {@value #WAITING} more have not come. Duplicates and what comes later still are dropped. Of several senders the first is
 * listened to until it is silent.
 */
final class RtpOrder {
    static final int WAITING = 32;
    private static final int HEADER = 12;
    private static final int SEQUENCES = 1 << 16;

    /** A sequence this far back is no late packet but another sender's, or the same one's after a new start. */
    private static final int FAR = 1024;

    private static final int SLOTS = 64;

    /** Whoever has sent nothing for so long has ended: its next start may be under another number. */
    private static final long SILENT = TimeUnit.MILLISECONDS.toNanos(500);

    /** What these would be with RTCP's numbers, which may come to the same port (RFC 5761 §4). */
    private static final int FIRST_REPORT = 72;

    private static final int LAST_REPORT = 76;
    private static final int SENDER = 8;

    private final LongSupplier nanos;
    private final byte[][] waiting = new byte[SLOTS][];
    private final Queue<byte[]> ready = new ArrayDeque<>();
    private int next = -1;
    private int held;
    private int sender;
    private long heard;

    RtpOrder(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes a packet; what is no RTP is left out. */
    void put(byte[] packet, int length) {
        Optional<byte[]> payload = payload(packet, length);
        if (payload.isEmpty() || !isHeard(ByteBuffer.wrap(packet).getInt(SENDER))) {
            return;
        }
        int sequence = ((packet[2] & 0xff) << 8) | (packet[3] & 0xff);
        int ahead = next < 0 ? SLOTS : distance(sequence);
        if (ahead >= SLOTS || ahead < -FAR) {
            flush();
            next = sequence;
        } else if (ahead < 0) {
            return;
        }
        int slot = sequence % SLOTS;
        if (waiting[slot] == null) {
            waiting[slot] = payload.get();
            held++;
        }
        while (waiting[next % SLOTS] != null || held > WAITING) {
            advance();
        }
    }

    /** Whether it is the sender that is listened to, or takes the place of one that is silent. */
    private boolean isHeard(int from) {
        long now = nanos.getAsLong();
        if (next >= 0 && from != sender) {
            if (now - heard < SILENT) {
                return false;
            }
            flush();
            next = -1;
        }
        sender = from;
        heard = now;
        return true;
    }

    private void flush() {
        while (held > 0) {
            advance();
        }
    }

    /** The next payload in order; empty: one before it is waited for, or there is none. */
    Optional<byte[]> take() {
        return Optional.ofNullable(ready.poll());
    }

    private void advance() {
        int slot = next % SLOTS;
        if (waiting[slot] != null) {
            ready.add(waiting[slot]);
            waiting[slot] = null;
            held--;
        }
        next = (next + 1) % SEQUENCES;
    }

    /** How far ahead of the next one, counting round the end; negative: behind. */
    private int distance(int sequence) {
        return (short) (sequence - next);
    }

    private static Optional<byte[]> payload(byte[] packet, int length) {
        if (length < HEADER || (packet[0] & 0xc0) != 0x80) {
            return Optional.empty();
        }
        int type = packet[1] & 0x7f;
        if (type >= FIRST_REPORT && type <= LAST_REPORT) {
            return Optional.empty();
        }
        int at = HEADER + 4 * (packet[0] & 0x0f);
        if ((packet[0] & 0x10) != 0) {
            if (at + 4 > length) {
                return Optional.empty();
            }
            at += 4 + 4 * (((packet[at + 2] & 0xff) << 8) | (packet[at + 3] & 0xff));
        }
        int end = length - ((packet[0] & 0x20) != 0 ? packet[length - 1] & 0xff : 0);
        return at < end ? Optional.of(Arrays.copyOfRange(packet, at, end)) : Optional.empty();
    }
}
