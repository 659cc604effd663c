package dev.headwater.standalone.check.ts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects the PES packets of one PID (ISO/IEC 13818-1 §2.4.3.6). */
final class TrackReader {
    /** Parameter sets and the head of the first slice lie well within it. */
    private static final int LOOKED_AT = 64 * 1024;

    private static final int PES_HEADER = 9;
    private static final int HAS_PTS = 0x80;

    private final int pid;
    private final int type;
    private final List<TsUnit> units = new ArrayList<>();
    private byte[] head = new byte[1024];
    private int length;
    private boolean begun;
    private boolean broken;
    private String codec;
    private int width;
    private int height;
    private int withoutTime;

    TrackReader(int pid, int type) {
        this.pid = pid;
        this.type = type;
        this.codec = codecOfType(type);
    }

    TsTrack.Kind kind() {
        return switch (type) {
            case 0x01, 0x02, 0x10, 0x1b, 0x24, 0x33 -> TsTrack.Kind.VIDEO;
            case 0x03, 0x04, 0x0f, 0x11, 0x81, 0x87 -> TsTrack.Kind.AUDIO;
            default -> TsTrack.Kind.OTHER;
        };
    }

    private static String codecOfType(int type) {
        return switch (type) {
            case 0x03, 0x04 -> "mp4a.40.34";
            case 0x81 -> "ac-3";
            case 0x87 -> "ec-3";
            default -> "";
        };
    }

    /** The next payload on this PID. */
    void payload(boolean begins, boolean afterBreak, byte[] bytes, int from, int end) {
        if (begins) {
            finish();
            begun = true;
            length = 0;
            broken = afterBreak;
        }
        int count = Math.min(end - from, LOOKED_AT - length);
        if (begun && count > 0) {
            if (head.length < length + count) {
                head = Arrays.copyOf(head, Math.min(LOOKED_AT, 2 * (length + count)));
            }
            System.arraycopy(bytes, from, head, length, count);
            length += count;
        }
    }

    /** Takes what has come for a unit. */
    void finish() {
        if (!begun || length < PES_HEADER) {
            return;
        }
        begun = false;
        int data = PES_HEADER + (head[PES_HEADER - 1] & 0xff);
        if ((head[7] & HAS_PTS) == 0 || length < PES_HEADER + 5 || data > length) {
            withoutTime++;
            return;
        }
        units.add(new TsUnit(pts(), look(data), broken));
    }

    private boolean look(int data) {
        byte[] bytes = Arrays.copyOfRange(head, data, length);
        if (type == 0x0f) {
            codec = adts(bytes).orElse(codec);
        }
        if (type != 0x1b && type != 0x24) {
            return kind() == TsTrack.Kind.AUDIO;
        }
        Picture picture = type == 0x1b ? Picture.h264(bytes, bytes.length) : Picture.hevc(bytes, bytes.length);
        if (codec.isEmpty() && picture.format().isPresent()) {
            Picture.Format format = picture.format().get();
            codec = format.codec();
            width = format.width();
            height = format.height();
        }
        return picture.key();
    }

    /** The object type of the first frame (ISO/IEC 13818-7 §6.2): what extends it (SBR, PS) is not said there. */
    private static Optional<String> adts(byte[] bytes) {
        boolean isFrame = bytes.length > 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xf6) == 0xf0;
        return isFrame ? Optional.of("mp4a.40." + (((bytes[2] & 0xc0) >> 6) + 1)) : Optional.empty();
    }

    private long pts() {
        int at = PES_HEADER;
        return (long) (head[at] & 0x0e) << 29
                | (head[at + 1] & 0xffL) << 22
                | (head[at + 2] & 0xfeL) << 14
                | (head[at + 3] & 0xffL) << 7
                | (head[at + 4] & 0xfeL) >> 1;
    }

    int withoutTime() {
        return withoutTime;
    }

    Optional<TsTrack> track() {
        return units.isEmpty() ? Optional.empty() : Optional.of(new TsTrack(pid, kind(), codec, width, height, units));
    }
}
