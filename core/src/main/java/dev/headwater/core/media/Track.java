package dev.headwater.core.media;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is heard or read in a rendition, where a viewer can choose.
 *
 * @param kind what the rendition is
 * @param language BCP 47, such as {@code de}; null: unknown
 * @param label as a player's menu shows it; null: the language's own name
 * @param byDefault whether it is chosen for who has chosen nothing
 */
public record Track(
        Kind kind, @Nullable String language, @Nullable String label, boolean byDefault) {
    private static final int MAX_LABEL = 64;
    private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}";

    /** What a rendition is. */
    public enum Kind {
        /** Pictures, and the sound that goes with them: what is said here is said of that sound. */
        VIDEO,
        /** Sound alone, in another language than that beside the pictures. */
        AUDIO,
        /** WebVTT. */
        SUBTITLES
    }

    /** What a stream says of itself may be anything: what is no language is unknown, what no label can hold is left out. */
    public Track {
        language = language == null || !language.matches(LANGUAGE) ? null : language;
        if (label != null) {
            String plain = label.replaceAll("[\"\\p{Cntrl}]", " ").strip();
            label = plain.isEmpty() ? null : plain.substring(0, Math.min(plain.length(), MAX_LABEL));
        }
    }

    /** How players name it to their viewers. */
    public String shown() {
        if (label != null) {
            return label;
        }
        if (language == null) {
            return kind == Kind.SUBTITLES ? "Subtitles" : "Sound";
        }
        Locale locale = Locale.forLanguageTag(language);
        String name = locale.getDisplayName(locale);
        return name.isEmpty() ? language : name;
    }
}
