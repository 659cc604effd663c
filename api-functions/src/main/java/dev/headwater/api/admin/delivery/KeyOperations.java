package dev.headwater.api.admin.delivery;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.playback.signing.KeyStatus;
import dev.headwater.core.playback.signing.Rotation;
import dev.headwater.core.playback.signing.SignatureAlgorithm;
import dev.headwater.core.playback.signing.SigningKeys;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code key list | rotate}. */
public final class KeyOperations implements OperationGroup {
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("key.list", Permission.DELIVERY_READ, ListQuery.class, this::list);
    public final Operation<Rotate, List<View>> rotate =
            Operation.change("key.rotate", Permission.DELIVERY_WRITE, Rotate.class, this::rotate);

    private static final Columns<View> COLUMNS = Columns.named(View::id)
            .text("state", View::state)
            .number("rank", view -> List.of("active", "trusted", "retired").indexOf(view.state()));

    private final SigningKeys keys;

    public KeyOperations(SigningKeys keys) {
        this.keys = keys;
    }

    /** A rotation; the algorithm is that of the key that is made. */
    @Schema(example = "{\"algorithm\": \"ecdsa\"}")
    public record Rotate(
            @Schema(
                    type = "string",
                    allowableValues = {"ecdsa", "rsa"})
            String algorithm) {}

    /**
     * A signing key as commands show it.
     *
     * @param state active, trusted or retired
     * @param until when a trusted key retires; null: not foreseen
     */
    public record View(
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
    public List<Operation<?, ?>> operations() {
        return List.of(list, rotate);
    }

    private Page<View> list(ListQuery query) {
        return COLUMNS.page(all(), query.orBy("rank"));
    }

    private List<View> all() {
        return keys.list().stream().map(View::of).toList();
    }

    private List<View> rotate(Rotate rotate) {
        return switch (keys.rotate(SignatureAlgorithm.named(rotate.algorithm()))) {
            case Rotation.Done done -> all();
            case Rotation.Refused refused -> throw OperationException.conflict(refused.reason());
        };
    }
}
