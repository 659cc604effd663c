package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Targeted;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.subscriber.SubscriberData;
import java.util.List;

/** {@code line export | erase}: what a subscriber may ask for. */
public final class SubscriberOperations implements OperationGroup {
    /** Changes nothing, but is written down: it hands out all that is known of somebody. */
    public final Operation<LineOperations.ByName, SubscriberData.Export> export =
            Operation.<LineOperations.ByName, SubscriberData.Export>changeAs(
                            "line.export", Permission.LINES_REVEAL, LineOperations.ByName.class, this::export)
                    .untold();

    public final Operation<LineOperations.ByName, Erased> erase =
            Operation.changeAs("line.erase", Permission.LINES_WRITE, LineOperations.ByName.class, this::erase);

    private final SubscriberData data;
    private final Lines lines;

    public SubscriberOperations(SubscriberData data, Lines lines) {
        this.data = data;
        this.lines = lines;
    }

    /** What is left of a line that was erased: its id, which is never used again. */
    public record Erased(int id) implements Targeted {
        @Override
        public String target() {
            return "#" + id;
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(export, erase);
    }

    private SubscriberData.Export export(Call call, LineOperations.ByName by) {
        return data.export(find(call, by).name()).orElseThrow(() -> missing(by.name()));
    }

    private Erased erase(Call call, LineOperations.ByName by) {
        call.expect(find(call, by));
        return data.erase(by.name()).map(Line::id).map(Erased::new).orElseThrow(() -> missing(by.name()));
    }

    /** One that exists for who asks. */
    private Line find(Call call, LineOperations.ByName by) {
        return lines.findByName(by.name())
                .filter(line -> call.caller().sees(line.owner()))
                .orElseThrow(() -> missing(by.name()));
    }

    private static OperationException missing(String name) {
        return OperationException.missing("there is no line '" + name + "'");
    }
}
