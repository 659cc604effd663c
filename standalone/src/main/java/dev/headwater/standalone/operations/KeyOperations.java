package dev.headwater.standalone.operations;

import dev.headwater.core.playback.signing.KeyStatus;
import dev.headwater.core.playback.signing.Rotation;
import dev.headwater.core.playback.signing.SignatureAlgorithm;
import dev.headwater.core.playback.signing.SigningKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code key list | rotate}. */
public final class KeyOperations implements OperationGroup {
    private final SigningKeys keys;

    public KeyOperations(SigningKeys keys) {
        this.keys = keys;
    }

    /** A rotation; the algorithm is that of the key that is made. */
    public record Rotate(String algorithm) {}

    /**
     * A signing key as commands show it.
     *
     * @param state active, trusted or retired
     * @param until when a trusted key retires; null: not foreseen
     */
    record View(
            String id,
            String algorithm,
            String state,
            Instant since,
            @Nullable Instant until) {
        static View of(KeyStatus key) {
            Instant until = key.until();
            return new View(
                    key.id(),
                    key.algorithm().label(),
                    key.state().name().toLowerCase(Locale.ROOT),
                    key.since().truncatedTo(ChronoUnit.SECONDS),
                    until == null ? null : until.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Override
    public void register(Operations operations) {
        operations.add("key.list", Operations.None.class, none -> list());
        operations.add("key.rotate", Rotate.class, this::rotate);
    }

    private List<View> list() {
        return keys.list().stream().map(View::of).toList();
    }

    private List<View> rotate(Rotate rotate) {
        return switch (keys.rotate(SignatureAlgorithm.named(rotate.algorithm()))) {
            case Rotation.Done done -> list();
            case Rotation.Refused refused -> throw new OperationException(refused.reason());
        };
    }
}
