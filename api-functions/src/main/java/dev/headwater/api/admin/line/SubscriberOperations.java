package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.core.account.Line;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.subscriber.SubscriberData;
import java.util.List;

/** {@code line export | erase}: what a subscriber may ask for. */
public final class SubscriberOperations implements OperationGroup {
    public final Operation<LineOperations.ByName, SubscriberData.Export> export =
            Operation.look("line.export", Permission.LINES_REVEAL, LineOperations.ByName.class, this::export);
    public final Operation<LineOperations.ByName, Erased> erase =
            Operation.change("line.erase", Permission.LINES_WRITE, LineOperations.ByName.class, this::erase);

    private final SubscriberData data;

    public SubscriberOperations(SubscriberData data) {
        this.data = data;
    }

    /** What is left of a line that was erased: its id, which is never used again. */
    public record Erased(int id) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(export, erase);
    }

    private SubscriberData.Export export(LineOperations.ByName by) {
        return data.export(by.name()).orElseThrow(() -> missing(by.name()));
    }

    private Erased erase(LineOperations.ByName by) {
        return data.erase(by.name()).map(Line::id).map(Erased::new).orElseThrow(() -> missing(by.name()));
    }

    private static OperationException missing(String name) {
        return OperationException.missing("there is no line '" + name + "'");
    }
}
