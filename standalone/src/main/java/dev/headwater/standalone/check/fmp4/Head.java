package dev.headwater.standalone.check.fmp4;

import dev.headwater.standalone.check.fmp4.Box.BrokenException;
import dev.headwater.standalone.check.ts.TsTrack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A media initialization section: what the tracks of fragments are. */
record Head(Map<Integer, Track> tracks) {
    private static final int VISUAL_ENTRY = 78;
    private static final int AUDIO_ENTRY = 28;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_INFO = 5;

    /**
     * A track.
     *
     * @param codec RFC 6381 as far as it tells; empty where it is none we know
     * @param timescale ticks a second
     * @param duration of a sample of which nothing else is said
     */
    record Track(
            int id, TsTrack.Kind kind, String codec, int width, int height, long timescale, long duration, int flags) {}

    static Head read(byte[] bytes) throws BrokenException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Optional<Box> moov = Box.all(buffer, 0, bytes.length).stream()
                .filter(box -> box.type().equals("moov"))
                .findFirst();
        if (moov.isEmpty()) {
            throw new BrokenException("EXT-X-MAP leads to no moov");
        }
        Map<Integer, Box> extended = new TreeMap<>();
        Optional<Box> mvex = moov.get().child("mvex");
        if (mvex.isPresent()) {
            for (Box trex : mvex.get().children("trex")) {
                extended.put(trex.int32(4), trex);
            }
        }
        Map<Integer, Track> tracks = new TreeMap<>();
        for (Box trak : moov.get().children("trak")) {
            Box header = required(trak, "tkhd");
            int id = header.int32(header.version() == 0 ? 12 : 20);
            Box trex = extended.get(id);
            if (trex == null) {
                throw new BrokenException("track " + id + " has no trex");
            }
            tracks.put(id, track(id, trak, trex));
        }
        if (tracks.isEmpty()) {
            throw new BrokenException("EXT-X-MAP leads to no track");
        }
        return new Head(tracks);
    }

    private static Box required(Box in, String... path) throws BrokenException {
        return in.child(path)
                .orElseThrow(() -> new BrokenException("box " + in.type() + " has no " + String.join("/", path)));
    }

    private static Track track(int id, Box trak, Box trex) throws BrokenException {
        Box media = required(trak, "mdia", "mdhd");
        long timescale = media.int32(media.version() == 0 ? 12 : 20) & 0xffffffffL;
        if (timescale == 0) {
            throw new BrokenException("track " + id + " has no timescale");
        }
        Box handler = required(trak, "mdia", "hdlr");
        handler.int32(8);
        TsTrack.Kind kind = switch (Box.type(handler.bytes(), handler.from() + 8)) {
            case "vide" -> TsTrack.Kind.VIDEO;
            case "soun" -> TsTrack.Kind.AUDIO;
            default -> TsTrack.Kind.OTHER;
        };
        Box samples = required(trak, "mdia", "minf", "stbl", "stsd");
        List<Box> entries = Box.all(samples.bytes(), samples.from() + 8, samples.end());
        if (entries.isEmpty()) {
            throw new BrokenException("track " + id + " has no sample entry");
        }
        Box entry = entries.getFirst();
        boolean picture = kind == TsTrack.Kind.VIDEO;
        return new Track(
                id,
                kind,
                codec(entry, kind),
                picture ? entry.uint16(24) : 0,
                picture ? entry.uint16(26) : 0,
                timescale,
                trex.int32(12) & 0xffffffffL,
                trex.int32(20));
    }

    private static String codec(Box entry, TsTrack.Kind kind) throws BrokenException {
        if (kind == TsTrack.Kind.OTHER) {
            return "";
        }
        int fields = kind == TsTrack.Kind.VIDEO ? VISUAL_ENTRY : AUDIO_ENTRY;
        List<Box> boxes = Box.all(entry.bytes(), Math.min(entry.end(), entry.from() + fields), entry.end());
        for (Box box : boxes) {
            switch (box.type()) {
                case "avcC" -> {
                    return "avc1.%06x".formatted(box.int32(0) & 0xffffff);
                }
                case "hvcC" -> {
                    int profile = box.uint8(1);
                    int compatible = Integer.reverse(box.int32(2));
                    return "hvc1.%d.%X.%s%d"
                            .formatted(profile & 0x1f, compatible, (profile & 0x20) == 0 ? "L" : "H", box.uint8(12));
                }
                case "esds" -> {
                    return mpeg4(box);
                }
                default -> {}
            }
        }
        return entry.type().toLowerCase(Locale.ROOT).matches("ac-3|ec-3") ? entry.type() : "";
    }

    /** ISO/IEC 14496-1 §7.2.6: the object type, and of AAC that of its AudioSpecificConfig. */
    private static String mpeg4(Box box) throws BrokenException {
        int end = box.end() - box.from();
        for (int at = 4; at + 2 < end; ) {
            int tag = box.uint8(at++);
            int length = 0;
            int part;
            do {
                part = box.uint8(at++);
                length = length << 7 | (part & 0x7f);
            } while ((part & 0x80) != 0);
            switch (tag) {
                case 3 -> at += 3; // what it holds follows
                case DECODER_CONFIG -> {
                    int object = box.uint8(at);
                    if (object == 0x6b || object == 0x69) {
                        return "mp4a.40.34";
                    }
                    at += 13;
                }
                case DECODER_INFO -> {
                    return "mp4a.40." + (box.uint8(at) >> 3);
                }
                default -> at += length;
            }
        }
        return "mp4a.40"; // nothing says which: no player could begin
    }
}
