package dev.headwater.api.ts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a strict demultiplexer makes of packets: written on its own, from ISO/IEC 13818-1 §2.4.3.3. */
final class Received {
    private final byte[] bytes;

    Received(byte[] bytes) {
        if (bytes.length % 188 != 0) {
            throw new AssertionError(bytes.length + " bytes are no whole packets");
        }
        this.bytes = bytes;
    }

    /** Packets whose counter does not follow, where no discontinuity was announced. */
    int continuityErrors() {
        Map<Integer, Integer> last = new HashMap<>();
        int errors = 0;
        for (int at = 0; at < bytes.length; at += 188) {
            int pid = ((bytes[at + 1] & 0x1f) << 8) | (bytes[at + 2] & 0xff);
            int counter = bytes[at + 3] & 0xf;
            boolean payload = (bytes[at + 3] & 0x10) != 0;
            boolean announced = (bytes[at + 3] & 0x20) != 0 && bytes[at + 4] != 0 && (bytes[at + 5] & 0x80) != 0;
            Integer before = last.put(pid, counter);
            if (pid != 0x1fff && before != null && !announced) {
                int expected = payload ? (before + 1) & 0xf : before;
                errors += expected == counter ? 0 : 1;
            }
        }
        return errors;
    }

    /** The marks of the pictures and sounds, each once a run; a discontinuity announced for pictures is {@code -1}. */
    List<Integer> marks() {
        List<Integer> marks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 188) {
            int pid = ((bytes[at + 1] & 0x1f) << 8) | (bytes[at + 2] & 0xff);
            boolean payload = (bytes[at + 3] & 0x10) != 0;
            if (pid == TsBuilder.VIDEO || (pid == TsBuilder.AUDIO && payload)) {
                int mark = payload ? bytes[at + 187] & 0xff : -1;
                if (marks.isEmpty() || marks.getLast() != mark) {
                    marks.add(mark);
                }
            }
        }
        return marks;
    }

    int packets() {
        return bytes.length / 188;
    }
}
