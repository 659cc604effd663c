package dev.headwater.core.catalog;

import dev.headwater.core.media.Source;
import dev.headwater.core.store.Sealer;
import dev.headwater.core.store.SecretStore;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps URLs of sources that hold passwords, passphrases or keys from standing open in a database: they are sealed for
 * their channel, film or episode. What was written in the clear before, or sealed under the key that once sealed other things
 * too, is read all the same, and sealed under its own when it is written next.
 */
public final class SourceSeal {
    /** The secret they are sealed with. */
    public static final String KEY = "source-seal-key";

    private final Lazy own;
    private final Lazy earlier;

    /**
     * Reads its secrets when there is something to seal or to open.
     *
     * @param earlier the secret they were sealed with before they had one of their own
     */
    public SourceSeal(SecretStore secrets, String earlier, SecureRandom random) {
        this.own = new Lazy(() -> new Sealer(secrets, KEY, random));
        this.earlier = new Lazy(() -> new Sealer(secrets, earlier, random));
    }

    /** Asked for once. */
    private static final class Lazy {
        private final Supplier<Sealer> maker;
        private @Nullable Sealer made;

        Lazy(Supplier<Sealer> maker) {
            this.maker = maker;
        }

        synchronized Sealer get() {
            Sealer known = made;
            if (known == null) {
                known = maker.get();
                made = known;
            }
            return known;
        }

        Optional<String> open(String sealed, String context) {
            try {
                return Optional.of(get().unseal(sealed, context));
            } catch (IllegalStateException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    Channel close(Channel channel) {
        return channel.withSources(channel.sources().stream()
                .map(source -> close(source, context(channel)))
                .toList());
    }

    /** What was sealed elsewhere stays so: its channel fails, and says why. */
    Channel open(Channel channel) {
        return channel.sources().stream().noneMatch(SourceSeal::isSealed)
                ? channel
                : channel.withSources(channel.sources().stream()
                        .map(source -> open(source, context(channel)))
                        .toList());
    }

    Movie close(Movie movie) {
        return movie.from(close(movie.source(), context(movie)));
    }

    /** As of a channel. */
    Movie open(Movie movie) {
        return isSealed(movie.source()) ? movie.from(open(movie.source(), context(movie))) : movie;
    }

    Episode close(Episode episode) {
        return episode.from(close(episode.source(), context(episode)));
    }

    /** As of a channel. */
    Episode open(Episode episode) {
        return isSealed(episode.source()) ? episode.from(open(episode.source(), context(episode))) : episode;
    }

    /** A source sealed for one thing opens for no other. */
    private static String context(Channel channel) {
        return "source of channel " + channel.id();
    }

    private static String context(Movie movie) {
        return "source of film " + movie.id();
    }

    private static String context(Episode episode) {
        return "source of episode " + episode.id();
    }

    private static boolean isSealed(Source source) {
        return source.kind() == Source.Kind.SEALED;
    }

    private Source close(Source source, String context) {
        return source.tellsSecrets()
                ? new Source(
                        Source.SEALED + own.get().seal(source.url(), context),
                        source.privateAllowed(),
                        source.imported())
                : source;
    }

    private Source open(Source source, String context) {
        if (!isSealed(source)) {
            return source;
        }
        return own.open(source.rest(), context)
                .or(() -> earlier.open(source.rest(), context))
                .map(url -> new Source(url, source.privateAllowed(), source.imported()))
                .orElse(source);
    }
}
