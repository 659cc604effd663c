package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.media.RtmpSource;
import dev.headwater.core.media.Source;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What channels are made from, as operators name it. */
final class ChannelSources {
    private final StreamKeys keys;

    ChannelSources(SecureRandom random) {
        this.keys = new StreamKeys(random);
    }

    /**
     * Sources of a channel.
     *
     * @param before those that it has: one that is sent as it is shown, without its secrets, stays what it is
     * @throws OperationException where no channel is made of one, or it leads to where it may not
     */
    List<Source> urls(List<String> urls, @Nullable Boolean allowPrivate, List<Source> before) {
        List<Source> sources = urls.stream()
                .map(url -> before.stream()
                        .filter(known -> known.toString().equals(url))
                        .findFirst()
                        .orElseGet(() -> new Source(RtmpSource.withKey(url, keys::next), allowPrivate)))
                .toList();
        sources.forEach(SourceAddresses::checkOfChannel);
        return sources;
    }

    /** As they can be opened on this machine. */
    static List<String> resolved(Sourced.Resolver from, List<String> sources) {
        return sources.stream()
                .map(source -> TitleFiles.resolved(from, "sources", source))
                .toList();
    }

    /** Whether one is among them that nothing can be copied of. */
    static boolean mustEncode(List<Source> sources) {
        return sources.stream().anyMatch(source -> source.kind() == Source.Kind.TESTCARD);
    }
}
