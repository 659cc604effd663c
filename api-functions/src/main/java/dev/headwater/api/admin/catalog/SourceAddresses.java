package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.Urls;
import dev.headwater.core.media.Source;
import dev.headwater.core.net.Reach;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** What can be seen of a source before anything is looked up; the rest is checked each time it is opened. */
final class SourceAddresses {
    private SourceAddresses() {}

    /** @throws OperationException where no channel is made of such a source, or it leads to where it may not */
    static void checkOfChannel(Source source) {
        String refusal = switch (source.kind()) {
            case UPLOAD -> "an upload in the cloud is made a film of, not a channel";
            case SEALED -> "nobody types a sealed source";
            case TESTCARD, FILE, PLAYLIST, HTTP, UDP, RTP, SRT, RTMP, RTSP, CAPTURE -> "";
        };
        if (!refusal.isEmpty()) {
            throw OperationException.invalid("sources", refusal);
        }
        check(source);
    }

    /** @throws OperationException where it leads to where it may not */
    static void check(Source source) {
        check(source.server(), source.allowsPrivate());
    }

    /** The same of a URL that something else than a source is fetched from, spelled as servers do. */
    static void checkWeb(String url, boolean allowsPrivate) {
        try {
            String host = Urls.parse(url).getHost().replaceAll("[\\[\\]]", "");
            check(Optional.of(host.toLowerCase(Locale.ROOT)), allowsPrivate);
        } catch (FetchException e) {
            throw OperationException.invalid("source", e.text());
        }
    }

    private static void check(Optional<String> server, boolean allowsPrivate) {
        Optional<Reach> reach = server.flatMap(SourceAddresses::reach);
        if (reach.filter(r -> r == Reach.FORBIDDEN).isPresent()) {
            throw OperationException.invalid(
                    "source",
                    "the source leads to a link-local, metadata or group address: those are never connected to");
        }
        if (reach.filter(r -> r == Reach.PRIVATE).isPresent() && !allowsPrivate) {
            throw OperationException.invalid(
                    "source", "the source leads to a private address: that needs --allow-private");
        }
    }

    private static Optional<Reach> reach(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return Optional.of(Reach.PRIVATE);
        }
        try {
            return Optional.of(Reach.of(InetAddress.ofLiteral(host)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
