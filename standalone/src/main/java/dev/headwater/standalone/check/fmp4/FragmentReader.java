package dev.headwater.standalone.check.fmp4;

import dev.headwater.standalone.check.fmp4.Box.BrokenException;
import dev.headwater.standalone.check.ts.TsFacts;
import dev.headwater.standalone.check.ts.TsTrack;
import dev.headwater.standalone.check.ts.TsUnit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a segment of fragments with its head, into what would be said of the same in MPEG-TS: times in 1/90,000 s, and neither
 * clocks nor counters. Trusts nothing: what is wrong becomes a fault.
 */
public final class FragmentReader {
    /** What {@link TsFacts#beginning} is as it should be. */
    public static final String BEGINNING = "moof key frame";

    private static final int NOT_SYNC = 0x10000;
    private static final int H264_IDR = 5;
    private static final int H264_SLICE = 1;
    private static final int HEVC_IRAP = 16;
    private static final int HEVC_LAST_IRAP = 23;

    private final ByteBuffer bytes;
    private final Map<Integer, Head.Track> tracks;
    private final Map<Integer, List<TsUnit>> units = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private String beginning = "";

    private FragmentReader(byte[] bytes, Head head) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.tracks = head.tracks();
    }

    /** All of a segment, in the clear. */
    public static TsFacts read(byte[] head, byte[] segment) {
        List<String> faults = new ArrayList<>();
        try {
            FragmentReader reader = new FragmentReader(segment, Head.read(head));
            try {
                reader.fragments();
            } catch (BrokenException e) {
                reader.faults.add(String.valueOf(e.getMessage()));
            }
            return reader.facts();
        } catch (BrokenException e) {
            faults.add(String.valueOf(e.getMessage()));
            return new TsFacts(segment.length, "", List.of(), List.of(), Map.of(), faults, List.of());
        }
    }

    private TsFacts facts() {
        List<TsTrack> found = new ArrayList<>();
        tracks.forEach((id, track) -> Optional.ofNullable(units.get(id))
                .ifPresent(some ->
                        found.add(new TsTrack(id, track.kind(), track.codec(), track.width(), track.height(), some))));
        return new TsFacts(bytes.limit(), beginning, found, List.of(), Map.of(), faults, List.of());
    }

    private void fragments() throws BrokenException {
        List<Box> all = Box.all(bytes, 0, bytes.limit());
        boolean isFirst = true;
        for (int i = 0; i < all.size(); i++) {
            Box box = all.get(i);
            if (box.type().equals("moof")) {
                if (i + 1 == all.size() || !all.get(i + 1).type().equals("mdat")) {
                    throw new BrokenException("a moof has no mdat behind it");
                }
                for (Box run : box.children("traf")) {
                    run(box, all.get(i + 1), run, isFirst);
                }
                isFirst = false;
            }
        }
        if (isFirst) {
            faults.add("no moof");
        }
    }

    private void run(Box moof, Box mdat, Box traf, boolean isFirst) throws BrokenException {
        Box header = traf.child("tfhd").orElseThrow(() -> new BrokenException("a traf has no tfhd"));
        Head.Track track = tracks.get(header.int32(4));
        if (track == null) {
            throw new BrokenException("track " + header.int32(4) + " is not in what EXT-X-MAP leads to");
        }
        Optional<Box> decode = traf.child("tfdt");
        if (decode.isEmpty()) {
            throw new BrokenException("track " + track.id() + " has no tfdt");
        }
        long time = decode.get().version() == 0
                ? decode.get().int32(4) & 0xffffffffL
                : decode.get().int64(4);
        int flags = header.flags();
        int at = 8 + ((flags & 0x1) == 0 ? 0 : 8) + ((flags & 0x2) == 0 ? 0 : 4);
        long duration = (flags & 0x8) == 0 ? track.duration() : header.int32(at) & 0xffffffffL;
        at += (flags & 0x8) == 0 ? 0 : 4;
        long size = (flags & 0x10) == 0 ? 0 : header.int32(at) & 0xffffffffL;
        at += (flags & 0x10) == 0 ? 0 : 4;
        int sync = (flags & 0x20) == 0 ? track.flags() : header.int32(at);
        for (Box trun : traf.children("trun")) {
            time = samples(moof, mdat, track, trun, new Defaults(time, duration, size, sync), isFirst);
        }
    }

    private record Defaults(long time, long duration, long size, int flags) {}

    /** Returns when the next begins to be decoded. */
    private long samples(Box moof, Box mdat, Head.Track track, Box trun, Defaults by, boolean isFirst)
            throws BrokenException {
        int flags = trun.flags();
        int count = trun.int32(4);
        int at = 8;
        long data = (flags & 0x1) == 0 ? mdat.from() : (long) moof.at() + trun.int32(at);
        at += (flags & 0x1) == 0 ? 0 : 4;
        boolean hasFirst = (flags & 0x4) != 0;
        int firstFlags = hasFirst ? trun.int32(at) : by.flags();
        at += hasFirst ? 4 : 0;
        long time = by.time();
        List<TsUnit> some = units.computeIfAbsent(track.id(), id -> new ArrayList<>());
        for (int i = 0; i < count; i++) {
            long duration = (flags & 0x100) == 0 ? by.duration() : trun.int32(at) & 0xffffffffL;
            at += (flags & 0x100) == 0 ? 0 : 4;
            long size = (flags & 0x200) == 0 ? by.size() : trun.int32(at) & 0xffffffffL;
            at += (flags & 0x200) == 0 ? 0 : 4;
            int sync = (flags & 0x400) == 0 ? by.flags() : trun.int32(at);
            sync = i == 0 && hasFirst ? firstFlags : sync;
            at += (flags & 0x400) == 0 ? 0 : 4;
            int shift = (flags & 0x800) == 0 ? 0 : trun.int32(at);
            at += (flags & 0x800) == 0 ? 0 : 4;
            if (data < mdat.from() || data + size > mdat.end()) {
                throw new BrokenException("a sample of track " + track.id() + " lies outside of its mdat");
            }
            boolean key = (sync & NOT_SYNC) == 0;
            if (isFirst && some.isEmpty()) {
                key &= isKey(track, (int) data, (int) (data + size));
                begin(track, key);
            }
            some.add(new TsUnit(ticks(time + shift, track.timescale()), key, false));
            time += duration;
            data += size;
        }
        return time;
    }

    private void begin(Head.Track track, boolean key) {
        boolean hasVideo = tracks.values().stream().anyMatch(one -> one.kind() == TsTrack.Kind.VIDEO);
        if (track.kind() == (hasVideo ? TsTrack.Kind.VIDEO : TsTrack.Kind.AUDIO)) {
            beginning = hasVideo ? key ? BEGINNING : "moof picture" : "moof sound";
        }
    }

    private static long ticks(long time, long timescale) {
        return Math.round(time * ((double) TsTrack.CLOCK / timescale));
    }

    /** Whether the picture is what its flags say: by its first slice (ISO/IEC 14496-15, lengths of four bytes). */
    private boolean isKey(Head.Track track, int from, int end) {
        boolean h264 = track.codec().startsWith("avc1");
        if (!h264 && !track.codec().startsWith("hvc1")) {
            return true;
        }
        for (int at = from; at + 5 <= end; ) {
            int head = bytes.get(at + 4);
            int type = h264 ? head & 0x1f : head >> 1 & 0x3f;
            if (h264 && type >= H264_SLICE && type <= H264_IDR) {
                return type == H264_IDR;
            }
            if (!h264 && type < 32) {
                return type >= HEVC_IRAP && type <= HEVC_LAST_IRAP;
            }
            int length = bytes.getInt(at);
            if (length <= 0 || length > end - at) {
                return false;
            }
            at += 4 + length;
        }
        return false;
    }
}
