package dev.headwater.core.vod.text;

import dev.headwater.core.media.LanguageCodes;
import dev.headwater.core.media.Track;
import dev.headwater.core.vod.text.Ebml.Element;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A stream of text as a Matroska file describes it (RFC 9559 §5.1.4). */
final class MatroskaTrack {
    private static final int SUBTITLES = 0x11;
    private static final int NUMBER = 0xd7;
    private static final int TYPE = 0x83;
    private static final int CODEC = 0x86;
    private static final int BY_DEFAULT = 0x88;
    private static final int NAME = 0x536e;
    private static final int LANGUAGE = 0x22b59c;
    private static final int LANGUAGE_TAG = 0x22b59d;
    private static final int ENCODINGS = 0x6d80;
    private static final int ENCODING = 0x6240;
    private static final int COMPRESSION = 0x5034;
    private static final int ENCRYPTION = 0x5035;
    private static final int ALGORITHM = 0x4254;
    private static final int STRIPPED = 0x4255;
    private static final int ZLIB = 0;
    private static final int HEADER_STRIPPING = 3;
    /** No text unpacks to more. */
    private static final int MOST_UNPACKED = 64 << 10;

    private final Cues cues = new Cues();
    private long number;
    private long type;
    private String codec = "";
    private String language = "eng"; // as the format has it where nothing is said
    private @Nullable String tag;
    private @Nullable String name;
    private boolean isDefault = true; // the same
    private @Nullable Long algorithm;
    private byte[] stripped = {};
    private boolean isSealed;

    private MatroskaTrack() {}

    /** Empty: it is no text, or of a kind that is not known. */
    static Optional<MatroskaTrack> of(byte[] entry) throws BrokenFile {
        MatroskaTrack track = new MatroskaTrack();
        for (ByteBuffer all = ByteBuffer.wrap(entry); all.hasRemaining(); ) {
            track.take(Ebml.element(all));
        }
        boolean isKnown = track.type == SUBTITLES
                && !track.isSealed
                && track.reader() != null
                && (track.algorithm == null || track.algorithm == ZLIB || track.algorithm == HEADER_STRIPPING);
        return isKnown ? Optional.of(track) : Optional.empty();
    }

    private void take(Element element) throws BrokenFile {
        switch ((int) element.id()) {
            case NUMBER -> number = element.number();
            case TYPE -> type = element.number();
            case CODEC -> codec = element.text();
            case BY_DEFAULT -> isDefault = element.number() != 0;
            case NAME -> name = element.text();
            case LANGUAGE -> language = element.text();
            case LANGUAGE_TAG -> tag = element.text();
            case ENCODINGS -> encodings(element.content());
            default -> {}
        }
    }

    /** Level by level: a file may say that anything lies in anything, as deep as it likes. */
    private void encodings(ByteBuffer encodings) throws BrokenFile {
        while (encodings.hasRemaining()) {
            Element encoding = Ebml.element(encodings);
            if ((int) encoding.id() == ENCODING) {
                encoding(encoding.content());
            }
        }
    }

    private void encoding(ByteBuffer encoding) throws BrokenFile {
        while (encoding.hasRemaining()) {
            Element step = Ebml.element(encoding);
            switch ((int) step.id()) {
                case COMPRESSION -> compression(step.content());
                case ENCRYPTION -> isSealed = true;
                default -> {}
            }
        }
    }

    private void compression(ByteBuffer compression) throws BrokenFile {
        algorithm = (long) ZLIB; // where nothing is said
        while (compression.hasRemaining()) {
            Element said = Ebml.element(compression);
            switch ((int) said.id()) {
                case ALGORITHM -> algorithm = said.number();
                case STRIPPED -> {
                    stripped = new byte[said.content().remaining()];
                    said.content().get(stripped);
                }
                default -> {}
            }
        }
    }

    private @Nullable Function<byte[], String> reader() {
        return switch (codec) {
            case "S_TEXT/UTF8", "S_TEXT/ASCII" -> PlainText::subRip;
            case "S_TEXT/ASS", "S_TEXT/SSA", "S_ASS", "S_SSA" -> PlainText::ass;
            case "S_TEXT/WEBVTT" -> PlainText::webVtt;
            default -> null;
        };
    }

    long number() {
        return number;
    }

    void say(long start, long millis, byte[] packed) throws BrokenFile {
        Function<byte[], String> reader = reader();
        if (reader != null) {
            cues.add(start, millis, reader.apply(unpacked(packed)));
        }
    }

    FilmText text() {
        String shown = name == null || name.isBlank() ? null : name;
        String said = tag == null ? language : tag;
        return new FilmText(new Track(Track.Kind.SUBTITLES, LanguageCodes.tag(said), shown, isDefault), cues.inOrder());
    }

    private byte[] unpacked(byte[] packed) throws BrokenFile {
        if (algorithm == null) {
            return packed;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (algorithm == HEADER_STRIPPING) {
            out.writeBytes(stripped);
            out.writeBytes(packed);
            return out.toByteArray();
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] some = new byte[4096];
            int got;
            while ((got = inflater.inflate(some)) > 0 && out.size() < MOST_UNPACKED) {
                out.write(some, 0, got);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new BrokenFile("a compressed subtitle can not be read");
        } finally {
            inflater.end();
        }
    }
}
