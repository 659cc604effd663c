package dev.headwater.core.media;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is ingested besides where from and what to; what is null is as by default.
 *
 * @param hotStandby whether the next source is read along with the one on air, so that it can step in at once: it costs a
 *     second connection; null: no
 * @param encrypted whether segments are encrypted (HLS AES-128); null: no
 * @param contentFailover whether a source that is encoded is left for the next where it is black, stands still or is silent;
 *     null: no
 * @param burnIn the language, in two or three letters, of subtitles that are bitmaps, to be drawn into what is encoded;
 *     {@code und}: of those that do not say; null: none
 * @param container what its segments are; null: MPEG-TS
 */
public record IngestOptions(
        @Nullable Boolean hotStandby,
        @Nullable Boolean encrypted,
        @Nullable Boolean contentFailover,
        @Nullable String burnIn,
        @Nullable Container container) {
    public static final IngestOptions DEFAULT = new IngestOptions(null, null, null, null);

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    /** In MPEG-TS. */
    public IngestOptions(
            @Nullable Boolean hotStandby,
            @Nullable Boolean encrypted,
            @Nullable Boolean contentFailover,
            @Nullable String burnIn) {
        this(hotStandby, encrypted, contentFailover, burnIn, null);
    }

    public IngestOptions {
        hotStandby = Boolean.TRUE.equals(hotStandby) ? Boolean.TRUE : null;
        encrypted = Boolean.TRUE.equals(encrypted) ? Boolean.TRUE : null;
        contentFailover = Boolean.TRUE.equals(contentFailover) ? Boolean.TRUE : null;
        container = container == Container.MPEG_TS ? null : container;
        if (burnIn != null && !isLanguage(burnIn)) {
            throw new IllegalArgumentException("a language has two or three small letters");
        }
    }

    /** Whether it can be the language of what is burnt in. */
    public static boolean isLanguage(String text) {
        return LANGUAGE.matcher(text).matches();
    }

    public boolean isHotStandby() {
        return hotStandby != null;
    }

    public boolean isContentFailover() {
        return contentFailover != null;
    }

    public boolean isEncrypted() {
        return encrypted != null;
    }

    /** What segments are, be it said or not. */
    public Container segments() {
        return container == null ? Container.MPEG_TS : container;
    }
}
