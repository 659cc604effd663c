package dev.headwater.ingest.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** MPEG-TS as ISO 13818-1 packs it, read without FFmpeg: it is FFmpeg's work that is checked. */
public final class Transport {
    private static final int PACKET = 188;
    private static final int PAT = 0;
    private static final int PMT = 0x1000;
    private static final int VIDEO = 0x100;
    private static final int AUDIO = 0x101;

    private final byte[] bytes;

    public Transport(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % PACKET != 0) {
            throw new AssertionError(bytes.length + " bytes are no whole packets");
        }
        this.bytes = bytes;
    }

    /** What comes before the first picture, and what kind of picture that is. */
    public String beginning() {
        List<String> seen = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += PACKET) {
            switch (pid(at)) {
                case PAT -> seen.add("PAT");
                case PMT -> seen.add("PMT");
                case VIDEO -> {
                    seen.add(isKeyFrame(at) ? "key frame" : "picture");
                    return String.join(" ", seen);
                }
                default -> {}
            }
        }
        return String.join(" ", seen);
    }

    /** Breaks in any stream's continuity counter. */
    public int continuityErrors() {
        Map<Integer, Integer> last = new HashMap<>();
        int errors = 0;
        for (int at = 0; at < bytes.length; at += PACKET) {
            boolean hasPayload = (bytes[at + 3] & 0x10) != 0;
            if (hasPayload) {
                int counter = bytes[at + 3] & 0xf;
                Integer before = last.put(pid(at), counter);
                errors += before == null || ((before + 1) & 0xf) == counter ? 0 : 1;
            }
        }
        return errors;
    }

    /** Presentation times of all pictures, in 1/90,000 s. */
    public List<Long> pictureTimes() {
        return times(VIDEO);
    }

    List<Long> audioTimes() {
        return times(AUDIO);
    }

    private List<Long> times(int pid) {
        List<Long> times = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += PACKET) {
            boolean begins = (bytes[at + 1] & 0x40) != 0;
            if (begins && pid(at) == pid) {
                int pts = payload(at) + 9;
                times.add((long) (bytes[pts] & 0x0e) << 29
                        | (bytes[pts + 1] & 0xffL) << 22
                        | (bytes[pts + 2] & 0xfeL) << 14
                        | (bytes[pts + 3] & 0xffL) << 7
                        | (bytes[pts + 4] & 0xfeL) >> 1);
            }
        }
        return times;
    }

    private boolean isKeyFrame(int at) {
        boolean hasAdaptation = (bytes[at + 3] & 0x20) != 0;
        return hasAdaptation && (bytes[at + 5] & 0x40) != 0; // random_access_indicator
    }

    private int payload(int at) {
        boolean hasAdaptation = (bytes[at + 3] & 0x20) != 0;
        return at + 4 + (hasAdaptation ? 1 + (bytes[at + 4] & 0xff) : 0);
    }

    private int pid(int at) {
        if (bytes[at] != 0x47) {
            throw new AssertionError("no packet begins at " + at);
        }
        return (bytes[at + 1] & 0x1f) << 8 | (bytes[at + 2] & 0xff);
    }
}
