package dev.headwater.api.xtream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.vod.Asset;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long something plays, and in what: measured where it is packaged, else as told.
 *
 * @param seconds 0: unknown
 * @param kbps of the best rendition; 0: unknown
 * @param video null: unknown, or there is none
 * @param audio null: unknown, or there is none
 */
record MediaFacts(
        int seconds,
        long kbps,
        @Nullable Video video,
        @Nullable Audio audio) {

    /** The picture, in the words of ffprobe. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Video(int index, String codecName, String codecType, int width, int height) {}

    /** The sound, in the words of ffprobe. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Audio(int index, String codecName, String codecType) {}

    static MediaFacts of(Details details, Optional<Asset> asset) {
        Asset.Packaged packaged = asset.map(Asset::packaged).orElse(null);
        if (packaged == null || packaged.renditions().isEmpty()) {
            return new MediaFacts(details.durationSeconds(), 0, null, null);
        }
        Rendition best = packaged.renditions().getFirst();
        int seconds = Math.toIntExact(Math.ceilDiv(packaged.durationMillis(), 1000L));
        return new MediaFacts(seconds, best.averageBandwidth() / 1000, video(best), audio(best));
    }

    private static @Nullable Video video(Rendition rendition) {
        return rendition.width() == 0
                ? null
                : codec(rendition, true)
                        .map(name -> new Video(0, name, "video", rendition.width(), rendition.height()))
                        .orElse(null);
    }

    private static @Nullable Audio audio(Rendition rendition) {
        int index = rendition.width() == 0 ? 0 : 1;
        return codec(rendition, false)
                .map(name -> new Audio(index, name, "audio"))
                .orElse(null);
    }

    private static Optional<String> codec(Rendition rendition, boolean isVideo) {
        return Arrays.stream(rendition.codecs().split(",", -1))
                .map(codec -> codec.strip().split("\\.", -1)[0])
                .filter(codec -> isVideo == isVideo(codec))
                .map(MediaFacts::named)
                .findFirst();
    }

    private static boolean isVideo(String codec) {
        return switch (codec) {
            case "avc1", "avc3", "hvc1", "hev1", "av01", "vp09", "mp4v" -> true;
            default -> false;
        };
    }

    /** FFmpeg's name for a codec of RFC 6381. */
    private static String named(String codec) {
        return switch (codec) {
            case "avc1", "avc3" -> "h264";
            case "hvc1", "hev1" -> "hevc";
            case "av01" -> "av1";
            case "vp09" -> "vp9";
            case "mp4v" -> "mpeg4";
            case "mp4a" -> "aac";
            case "ac-3" -> "ac3";
            case "ec-3" -> "eac3";
            default -> codec;
        };
    }
}
