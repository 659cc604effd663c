package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Secret;
import dev.headwater.api.admin.Tagged;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel as commands show it.
 *
 * @param segments ts or fmp4
 * @param run always, on-demand or off: when it is to be made
 * @param burnIn the language of subtitles that are drawn into the picture; null: none
 * @param publish where encoders push to, stream keys and all; told by the answer to {@code channel.add} alone
 * @param ingest where what it shows comes from; null: it is not made, or nothing was made so far
 * @param etag what it was like when it was shown, for {@code If-Match}
 */
public record ChannelView(
        int id,
        String name,
        String category,
        List<String> sources,
        @Nullable String ladder,
        String state,
        @Nullable String error,
        @Nullable ChannelIngest ingest,
        int position,
        @Nullable String image,
        @Nullable String guideId,
        int archiveDays,
        boolean adult,
        boolean radio,
        String run,
        boolean hotStandby,
        boolean encrypted,
        boolean contentFailover,
        @Nullable String burnIn,
        String segments,
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> countries,
        @Secret @Nullable List<String> publish,
        String etag)
        implements Tagged {
    ChannelView publishedAt(List<String> urls) {
        return new ChannelView(
                id,
                name,
                category,
                sources,
                ladder,
                state,
                error,
                ingest,
                position,
                image,
                guideId,
                archiveDays,
                adult,
                radio,
                run,
                hotStandby,
                encrypted,
                contentFailover,
                burnIn,
                segments,
                from,
                until,
                countries,
                urls.isEmpty() ? null : urls,
                etag);
    }
}
