package dev.headwater.core.guide;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programmes as bytes, one behind the other: seconds since the day began, seconds it lasts, then its texts. What follows
 * the two numbers does not depend on the day, so an import copies it without reading it.
 */
final class ProgrammeCodec {
    private static final int SUBTITLE = 1;
    private static final int DESCRIPTION = 2;
    private static final int LANG = 4;
    private static final int CATEGORIES = 8;
    private static final int ICON = 16;
    private static final int NUMBERING = 32;
    private static final int MAX_CATEGORIES = 100;

    private ProgrammeCodec() {}

    /** Writes when a programme is. */
    static void writeTimes(ByteSink out, long secondOfDay, long seconds) {
        out.writeNumber(secondOfDay);
        out.writeNumber(seconds);
    }

    /** Writes what a programme is. */
    static void writeTexts(ByteSink out, Texts texts) {
        Numbering numbering = texts.numbering();
        int flags = (texts.subtitle().isEmpty() ? 0 : SUBTITLE)
                | (texts.description().isEmpty() ? 0 : DESCRIPTION)
                | (texts.lang().isEmpty() ? 0 : LANG)
                | (texts.categories().isEmpty() ? 0 : CATEGORIES)
                | (texts.icon() == null ? 0 : ICON)
                | (numbering == null ? 0 : NUMBERING);
        out.writeByte(flags);
        out.writeText(texts.title());
        writeUnlessEmpty(out, texts.subtitle());
        writeUnlessEmpty(out, texts.description());
        writeUnlessEmpty(out, texts.lang());
        if (!texts.categories().isEmpty()) {
            out.writeNumber(texts.categories().size());
            texts.categories().forEach(out::writeText);
        }
        if (texts.icon() != null) {
            out.writeText(texts.icon());
        }
        if (numbering != null) {
            out.writeNumber(numbering.season());
            out.writeNumber(numbering.episode());
        }
    }

    private static void writeUnlessEmpty(ByteSink out, String text) {
        if (!text.isEmpty()) {
            out.writeText(text);
        }
    }

    /**
     * Reads all programmes of a day.
     *
     * @throws IllegalArgumentException where the bytes are none that this class wrote
     */
    static List<Programme> read(ByteBuffer in, Instant day) {
        try {
            List<Programme> programmes = new ArrayList<>();
            while (in.hasRemaining()) {
                Instant start = day.plusSeconds(number(in));
                Instant stop = start.plusSeconds(number(in));
                programmes.add(texts(in).at(start, stop));
            }
            return programmes;
        } catch (BufferUnderflowException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("a day of the guide can not be read", e);
        }
    }

    private static Texts texts(ByteBuffer in) {
        int flags = in.get();
        String title = text(in);
        String subtitle = (flags & SUBTITLE) == 0 ? "" : text(in);
        String description = (flags & DESCRIPTION) == 0 ? "" : text(in);
        String lang = (flags & LANG) == 0 ? "" : text(in);
        List<String> categories = (flags & CATEGORIES) == 0 ? List.of() : categories(in);
        String icon = (flags & ICON) == 0 ? null : text(in);
        Numbering numbering = (flags & NUMBERING) == 0
                ? null
                : new Numbering(Math.toIntExact(number(in)), Math.toIntExact(number(in)));
        return new Texts(title, subtitle, description, lang, categories, icon, numbering);
    }

    private static List<String> categories(ByteBuffer in) {
        long count = number(in);
        if (count > MAX_CATEGORIES) {
            throw new IllegalArgumentException("too many categories");
        }
        List<String> categories = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            categories.add(text(in));
        }
        return categories;
    }

    static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number too long");
    }

    private static String text(ByteBuffer in) {
        long length = number(in);
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(in.array(), in.arrayOffset() + in.position(), (int) length, StandardCharsets.UTF_8);
        in.position(in.position() + (int) length);
        return text;
    }

    /** A programme without its times. */
    record Texts(
            String title,
            String subtitle,
            String description,
            String lang,
            List<String> categories,
            @Nullable String icon,
            @Nullable Numbering numbering) {

        static Texts of(Programme programme) {
            return new Texts(
                    programme.title(),
                    programme.subtitle(),
                    programme.description(),
                    programme.lang(),
                    programme.categories(),
                    programme.icon(),
                    programme.numbering());
        }

        Programme at(Instant start, Instant stop) {
            return new Programme(start, stop, title, subtitle, description, lang, categories, icon, numbering);
        }
    }
}
