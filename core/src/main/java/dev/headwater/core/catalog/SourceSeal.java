package dev.headwater.core.catalog;

import dev.headwater.core.media.Source;
import dev.headwater.core.store.Sealer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps URLs of sources that hold passwords, passphrases or keys from standing open in a database: they are sealed for
 * their channel. What was written in the clear before is read as it is, and sealed when its channel is written next.
 */
public final class SourceSeal {
    private final Supplier<Sealer> sealers;
    private @Nullable Sealer sealer;

    /** @param sealers asked once, when there is something to seal or to open */
    public SourceSeal(Supplier<Sealer> sealers) {
        this.sealers = sealers;
    }

    Channel close(Channel channel) {
        return each(
                channel,
                Source::tellsSecrets,
                (source, context) -> Source.SEALED + sealer().seal(source.url(), context));
    }

    /** What was sealed elsewhere stays so: its channel fails, and says why. */
    Channel open(Channel channel) {
        return each(channel, source -> source.kind() == Source.Kind.SEALED, (source, context) -> {
            try {
                return sealer().unseal(source.rest(), context);
            } catch (IllegalStateException | IllegalArgumentException e) {
                return source.url();
            }
        });
    }

    private static Channel each(Channel channel, Predicate<Source> which, BiFunction<Source, String, String> url) {
        if (channel.sources().stream().noneMatch(which)) {
            return channel;
        }
        String context = "source of channel " + channel.id();
        List<Source> sources = channel.sources().stream()
                .map(source -> which.test(source)
                        ? new Source(url.apply(source, context), source.privateAllowed(), source.imported())
                        : source)
                .toList();
        return channel.withSources(sources);
    }

    private synchronized Sealer sealer() {
        Sealer known = sealer;
        if (known == null) {
            known = sealers.get();
            sealer = known;
        }
        return known;
    }
}
