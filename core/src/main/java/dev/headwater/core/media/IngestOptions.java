package dev.headwater.core.media;

import org.jspecify.annotations.Nullable;

/**
 * How a channel is ingested besides where from and what to; what is null is as by default.
 *
 * @param hotStandby whether the next source is read along with the one on air, so that it can step in at once: it costs a
 *     second connection; null: no
 * @param encrypted whether segments are encrypted (HLS AES-128); null: no
 */
public record IngestOptions(
        @Nullable Boolean hotStandby, @Nullable Boolean encrypted) {
    public static final IngestOptions DEFAULT = new IngestOptions(null, null);

    public IngestOptions {
        hotStandby = Boolean.TRUE.equals(hotStandby) ? Boolean.TRUE : null;
        encrypted = Boolean.TRUE.equals(encrypted) ? Boolean.TRUE : null;
    }

    public boolean isHotStandby() {
        return hotStandby != null;
    }

    public boolean isEncrypted() {
        return encrypted != null;
    }
}
