package dev.headwater.core.vod.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Subtitles of a Matroska or WebM file (RFC 9559). They lie between pictures and sound, and not every file says where: it is
 * read through. Elements that hold others are gone into without looking where they end, so those without a length are no
 * trouble.
 */
final class MatroskaTexts {
    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549a966;
    private static final int SCALE = 0x2ad7b1;
    private static final int TRACKS = 0x1654ae6b;
    private static final int TRACK = 0xae;
    private static final int CLUSTER = 0x1f43b675;
    private static final int CLUSTER_TIME = 0xe7;
    private static final int GROUP = 0xa0;
    private static final int BLOCK = 0xa1;
    private static final int SIMPLE_BLOCK = 0xa3;
    private static final int DURATION = 0x9b;

    private static final int MAX_TRACK = 1 << 20;
    private static final int MAX_TEXT = 256 << 10;
    private static final int MAX_NUMBER = 8;
    /** Time, two bytes, and flags. */
    private static final int BLOCK_HEAD = 3;

    private static final int LACED = 0x06;
    private static final double NANOS_A_MILLI = 1e6;
    /** In which nothing can count so far as to overflow. */
    private static final long MOST_TICKS = 1L << 50;

    private final FileBytes file;
    private final List<MatroskaTrack> tracks = new ArrayList<>();
    private double scale = NANOS_A_MILLI;
    private long clusterTime;
    private double begins = Double.NaN;

    /** What a block says, until it is known for how long. */
    private record Said(MatroskaTrack track, double millis, byte[] text) {}

    private Optional<Said> said = Optional.empty();

    private MatroskaTexts(FileBytes file) {
        this.file = file;
    }

    static List<FilmText> read(FileBytes file) throws BrokenFile {
        MatroskaTexts texts = new MatroskaTexts(file);
        file.seek(0);
        boolean isWorthIt = true;
        while (isWorthIt && file.position() < file.length()) {
            isWorthIt = texts.element();
        }
        texts.end(0);
        return texts.tracks.stream().map(MatroskaTrack::text).toList();
    }

    /** Returns whether there may be more. */
    private boolean element() throws BrokenFile {
        int id = (int) Ebml.id(file::next);
        long length = Ebml.length(file::next);
        switch (id) {
            case SEGMENT, INFO, TRACKS -> {}
            case CLUSTER -> {
                end(0);
                return !tracks.isEmpty(); // they are described before
            }
            case GROUP -> end(0);
            case SCALE -> scale = number(length);
            case CLUSTER_TIME -> clusterTime = Math.min(number(length), MOST_TICKS);
            case TRACK -> {
                Optional<MatroskaTrack> track = MatroskaTrack.of(file.read(atMost(length, MAX_TRACK)));
                if (tracks.size() < FilmTexts.MOST) {
                    track.ifPresent(tracks::add);
                }
            }
            case DURATION -> end(Math.round(Math.min(number(length), MOST_TICKS) * scale / NANOS_A_MILLI));
            case BLOCK, SIMPLE_BLOCK -> {
                end(0);
                block(length);
            }
            default -> skip(length);
        }
        return true;
    }

    private void block(long length) throws BrokenFile {
        long end = file.position() + length;
        if (length < 0) {
            throw new BrokenFile("a block has no length");
        }
        long number = Ebml.length(file::next);
        byte[] head = file.read(BLOCK_HEAD);
        double millis = (clusterTime + (short) ((head[0] << 8) | (head[1] & 0xff))) * scale / NANOS_A_MILLI;
        if (Double.isNaN(begins)) {
            begins = millis;
        }
        Optional<MatroskaTrack> track =
                tracks.stream().filter(one -> one.number() == number).findFirst();
        long rest = end - file.position();
        if (track.isPresent() && (head[2] & LACED) == 0 && rest >= 0 && rest <= MAX_TEXT) {
            said = Optional.of(new Said(track.get(), millis - begins, file.read((int) rest)));
        } else {
            skip(rest);
        }
    }

    private void end(long millis) throws BrokenFile {
        if (said.isPresent()) {
            Said one = said.get();
            said = Optional.empty();
            one.track().say(Math.round(one.millis()), millis, one.text());
        }
    }

    private void skip(long length) throws BrokenFile {
        if (length < 0) {
            throw new BrokenFile("an element has no length");
        }
        // Of a file that was cut off, what came before is as good as ever.
        file.seek(Math.min(file.length(), file.position() + length));
    }

    private long number(long length) throws BrokenFile {
        byte[] bytes = file.read(atMost(length, MAX_NUMBER));
        long value = 0;
        for (byte one : bytes) {
            value = (value << 8) | (one & 0xff);
        }
        return value < 0 ? Long.MAX_VALUE : value;
    }

    private static int atMost(long length, int most) throws BrokenFile {
        if (length < 0 || length > most) {
            throw new BrokenFile("an element is longer than it can be");
        }
        return (int) length;
    }
}
