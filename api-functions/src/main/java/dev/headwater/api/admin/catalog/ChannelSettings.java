package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.media.Container;
import dev.headwater.core.media.IngestOptions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is to be like besides what lists show; null: the default, or as it was.
 *
 * @param position lists are ordered by it, then by id
 * @param guideId channel id in the guide; empty: none
 * @param archiveDays how long segments stay for catch-up
 * @param radio whether it is sound alone
 * @param run always, on-demand or off
 * @param hotStandby whether the next source is read along with the one on air
 * @param encrypted whether its segments are encrypted
 * @param contentFailover whether a source that is black, stands still or is silent is left for the next
 * @param burnIn the language of bitmap subtitles that are drawn into the picture, in two or three letters; empty: none
 * @param segments ts or fmp4: what its segments are; of fmp4 there is no endless stream, and no catch-up as one file
 */
public record ChannelSettings(
        @Nullable Integer position,
        @Nullable String guideId,
        @Nullable Integer archiveDays,
        @Nullable Boolean radio,

        @Schema(
                type = "string",
                allowableValues = {"always", "on-demand", "off"})
        @Nullable
        String run,

        @Nullable Boolean hotStandby,
        @Nullable Boolean encrypted,
        @Nullable Boolean contentFailover,
        @Nullable String burnIn,

        @Schema(
                type = "string",
                allowableValues = {"ts", "fmp4"})
        @Nullable
        String segments) {
    /** All as it is by default. */
    public static final ChannelSettings DEFAULT =
            new ChannelSettings(null, null, null, null, null, null, null, null, null, null);

    Channel change(Channel was) {
        return new Channel(
                was.id(),
                was.listed(),
                position == null ? was.position() : position,
                was.sources(),
                was.ladder(),
                guideId == null ? was.guideId() : guideId.isEmpty() ? null : guideId,
                archiveDays == null ? was.archiveDays() : archiveDays,
                radio == null ? was.radio() : radio,
                run(run, was.run()),
                ingest(was.ingestOptions()));
    }

    private IngestOptions ingest(IngestOptions was) {
        return new IngestOptions(
                hotStandby == null ? was.hotStandby() : hotStandby,
                encrypted == null ? was.encrypted() : encrypted,
                contentFailover == null ? was.contentFailover() : contentFailover,
                burnIn(was.burnIn()),
                segments == null ? was.container() : container(segments));
    }

    private @Nullable String burnIn(@Nullable String was) {
        if (burnIn == null || burnIn.isEmpty()) {
            return burnIn == null ? was : null;
        }
        String language = burnIn.toLowerCase(Locale.ROOT);
        if (!IngestOptions.isLanguage(language)) {
            throw OperationException.invalid(
                    "burnIn", "a language to burn in has two or three letters, as in 'de' or 'deu'");
        }
        return language;
    }

    private static Container container(String text) {
        return Container.of(text).orElseThrow(() -> OperationException.invalid("segments", "segments are ts or fmp4"));
    }

    private static Channel.Run run(@Nullable String text, Channel.Run otherwise) {
        return switch (text) {
            case null -> otherwise;
            case "always" -> Channel.Run.ALWAYS;
            case "on-demand" -> Channel.Run.ON_DEMAND;
            case "off" -> Channel.Run.OFF;
            default -> throw OperationException.invalid("run", "a channel runs always, on-demand or is off");
        };
    }

    /** All that {@link #label} says. */
    static final List<String> RUNS =
            Arrays.stream(Channel.Run.values()).map(ChannelSettings::label).toList();

    /** As commands spell it. */
    static String label(Channel.Run run) {
        return run.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
