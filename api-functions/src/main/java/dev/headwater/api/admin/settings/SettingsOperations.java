package dev.headwater.api.admin.settings;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Tagged;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.admin.Settings;
import dev.headwater.core.admin.StoredSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code settings show | set}. */
public final class SettingsOperations implements OperationGroup {
    public final Operation<Operation.None, View> show =
            Operation.look("settings.show", Permission.SETTINGS_READ, Operation.None.class, none -> show());
    public final Operation<Change, View> set = Operation.changeAs(
                    "settings.set", Permission.SETTINGS_WRITE, Change.class, this::set)
            .of(change -> show());

    private final StoredSettings settings;

    public SettingsOperations(StoredSettings settings) {
        this.settings = settings;
    }

    /**
     * What to change; null: it stays.
     *
     * @param serviceName as authenticator apps and the console show it, 1 to 64 characters
     * @param auditDays how long the audit log is kept, 1 to 3,650
     */
    @Schema(example = "{\"serviceName\": \"Our TV\", \"auditDays\": 90}")
    public record Change(
            @Nullable String serviceName, @Nullable Integer auditDays) {}

    /** What is in force. */
    public record View(String serviceName, int auditDays, String etag) implements Tagged {
        static View of(Settings settings) {
            return new View(settings.serviceName(), settings.auditDays(), Etags.of(settings));
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(show, set);
    }

    private View show() {
        return View.of(settings.find());
    }

    private View set(Call call, Change change) {
        return View.of(settings.change(stored -> {
            call.expect(stored);
            Settings next = stored;
            String name = change.serviceName();
            if (name != null) {
                next = valid("serviceName", next, to -> to.withServiceName(name));
            }
            Integer days = change.auditDays();
            if (days != null) {
                next = valid("auditDays", next, to -> to.withAuditDays(days));
            }
            return next;
        }));
    }

    private static Settings valid(String field, Settings settings, UnaryOperator<Settings> change) {
        try {
            return change.apply(settings);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(field, String.valueOf(e.getMessage()));
        }
    }
}
