package dev.headwater.ingest.fetch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/**
 * RTP packets (RFC 3550 §5.1) in the order they were sent in: what comes early waits for what it overtook, as long as
 * {@value #WAITING} more have not come. Duplicates and what comes later still are dropped.
 */
final class RtpOrder {
    static final int WAITING = 32;
    private static final int HEADER = 12;
    private static final int SEQUENCES = 1 << 16;

    /** A sequence this far back is no late packet but another sender's, or the same one's after a new start. */
    private static final int FAR = 1024;

    private static final int SLOTS = 64;

    private final byte[][] waiting = new byte[SLOTS][];
    private final Queue<byte[]> ready = new ArrayDeque<>();
    private int next = -1;
    private int held;

    /** Takes a packet; what is no RTP is left out. */
    void put(byte[] packet, int length) {
        Optional<byte[]> payload = payload(packet, length);
        if (payload.isEmpty()) {
            return;
        }
        int sequence = ((packet[2] & 0xff) << 8) | (packet[3] & 0xff);
        int ahead = next < 0 ? SLOTS : distance(sequence);
        if (ahead >= SLOTS || ahead < -FAR) {
            while (held > 0) {
                advance();
            }
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
