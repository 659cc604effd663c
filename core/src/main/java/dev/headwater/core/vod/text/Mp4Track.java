package dev.headwater.core.vod.text;

import dev.headwater.core.media.LanguageCodes;
import dev.headwater.core.media.Track;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A track of timed text: what its index says of it (ISO/IEC 14496-12 §8). */
final class Mp4Track {
    private static final String TEXT = "tx3g";
    /** Of a sample that has its length alone: nothing is shown. */
    private static final int EMPTY = 2;

    private static final int MAX_SAMPLE = 64 << 10;
    private static final int MOST_NAMED = 1_000;
    private static final int LETTER_BITS = 5;
    private static final int LETTERS = 3;
    private static final int LETTER_MASK = 0x1f;

    private final Mp4Box box;
    private final ByteBuffer header;
    private final ByteBuffer media;
    private final long movieScale;

    /**
     * Where it says something, and when.
     *
     * @param start in ms, as {@code millis}
     */
    record Sample(Mp4Track track, long offset, int length, long start, long millis) {}

    private Mp4Track(Mp4Box box, ByteBuffer header, ByteBuffer media, long movieScale) {
        this.box = box;
        this.header = header;
        this.media = media;
        this.movieScale = movieScale;
    }

    /** Empty: it is no text. */
    static Optional<Mp4Track> of(Mp4Box box, long movieScale) throws BrokenFile {
        Optional<ByteBuffer> header = box.find("tkhd");
        Optional<ByteBuffer> media = box.find("mdia", "mdhd");
        Optional<ByteBuffer> kind = box.find("mdia", "minf", "stbl", "stsd");
        if (header.isEmpty() || media.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        byte[] type = new byte[4];
        kind.get().get(12, type);
        return new String(type, StandardCharsets.ISO_8859_1).equals(TEXT)
                ? Optional.of(new Mp4Track(box, header.get(), media.get(), movieScale))
                : Optional.empty();
    }

    int id() {
        return header.getInt(isLong(header) ? 20 : 12);
    }

    /** Ids of those whose text is names of chapters. */
    static List<Integer> chapters(Mp4Box track) throws BrokenFile {
        List<Integer> ids = new ArrayList<>();
        Optional<ByteBuffer> named = track.find("tref", "chap");
        while (named.isPresent() && named.get().remaining() >= Integer.BYTES && ids.size() < MOST_NAMED) {
            ids.add(named.get().getInt());
        }
        return ids;
    }

    Track track() throws BrokenFile {
        boolean isEnabled = (header.getInt(0) & 1) != 0;
        @Nullable
        String name = box.find("udta", "name")
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
                .orElse(null);
        return new Track(Track.Kind.SUBTITLES, LanguageCodes.tag(language()), name, isEnabled);
    }

    /** Three letters of five bits each; below that it is a code of old Macintoshes, which says nothing here. */
    private String language() {
        int packed = media.getShort(isLong(media) ? 32 : 20) & 0xffff;
        StringBuilder letters = new StringBuilder();
        for (int i = LETTERS - 1; i >= 0; i--) {
            int letter = (packed >> (i * LETTER_BITS)) & LETTER_MASK;
            letters.append((char) (letter + 0x60));
        }
        return letters.chars().allMatch(letter -> letter >= 'a' && letter <= 'z') ? letters.toString() : "";
    }

    private static boolean isLong(ByteBuffer full) {
        return full.get(0) == 1;
    }

    /** What shows something, in order. */
    List<Sample> samples() throws BrokenFile {
        long scale = Integer.toUnsignedLong(media.getInt(isLong(media) ? 20 : 12));
        if (scale == 0) {
            throw new BrokenFile("a track counts no time");
        }
        int[] lengths = lengths();
        long[] offsets = offsets(lengths);
        long time = begins(scale);
        ByteBuffer times = table("stts");
        long count = 0;
        long delta = 0;
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            while (count == 0) {
                count = Integer.toUnsignedLong(times.getInt());
                delta = Integer.toUnsignedLong(times.getInt());
            }
            count--;
            if (lengths[i] > EMPTY && lengths[i] <= MAX_SAMPLE) {
                samples.add(new Sample(this, offsets[i], lengths[i], time * 1000 / scale, delta * 1000 / scale));
            }
            time += delta;
        }
        return samples;
    }

    /** Its time 0 in the film, in its own scale. */
    private long begins(long scale) throws BrokenFile {
        Optional<ByteBuffer> edits = box.find("edts", "elst");
        if (edits.isEmpty() || movieScale == 0) {
            return 0;
        }
        boolean isLong = isLong(edits.get());
        ByteBuffer list = edits.get().position(Integer.BYTES);
        long before = 0;
        for (int rest = list.getInt(); rest > 0; rest--) {
            long duration = isLong ? list.getLong() : Integer.toUnsignedLong(list.getInt());
            long mediaTime = isLong ? list.getLong() : list.getInt();
            list.getInt(); // the rate
            if (mediaTime >= 0) {
                return before * scale / movieScale - mediaTime;
            }
            before += duration; // nothing is shown first
        }
        return 0;
    }

    private int[] lengths() throws BrokenFile {
        ByteBuffer table = table("stsz", 0);
        int all = table.getInt();
        int[] lengths = new int[(int) Math.min(Integer.toUnsignedLong(table.getInt()), Cues.MOST)];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = all == 0 ? table.getInt() : all;
        }
        return lengths;
    }

    /** Samples lie one behind the other in chunks; each run says how many there are in all chunks up to the next run's. */
    private long[] offsets(int[] lengths) throws BrokenFile {
        Optional<ByteBuffer> wide = box.find("mdia", "minf", "stbl", "co64");
        ByteBuffer chunks = wide.isPresent() ? table("co64") : table("stco");
        ByteBuffer runs = table("stsc");
        long[] offsets = new long[lengths.length];
        int perChunk = 0;
        long next = 1; // the first chunk of the run behind this
        int sample = 0;
        for (long chunk = 1; sample < offsets.length; chunk++) {
            if (chunk == next) {
                runs.getInt();
                perChunk = runs.getInt();
                runs.getInt();
                next = runs.remaining() >= Integer.BYTES ? runs.getInt(runs.position()) : 0;
            }
            long at = wide.isPresent() ? chunks.getLong() : Integer.toUnsignedLong(chunks.getInt());
            for (int n = 0; n < perChunk && sample < offsets.length; n++) {
                offsets[sample] = at;
                at += lengths[sample++];
            }
        }
        return offsets;
    }

    private ByteBuffer table(String name) throws BrokenFile {
        return table(name, Integer.BYTES);
    }

    /** @param skipped bytes of the number of entries */
    private ByteBuffer table(String name, int skipped) throws BrokenFile {
        return box.find("mdia", "minf", "stbl", name)
                .orElseThrow(() -> new BrokenFile("a track has no table " + name))
                .position(Integer.BYTES + skipped);
    }
}
