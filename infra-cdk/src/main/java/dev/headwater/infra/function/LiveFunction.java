package dev.headwater.infra.function;

import java.util.Map;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/** A function that answers requests: whoever calls it calls its alias {@code live}, a version that has a snapshot. */
public final class LiveFunction extends Construct {
    private final JavaFunction code;
    private final Alias live;

    public LiveFunction(
            Construct scope, String id, FunctionShape shape, Surroundings surroundings, Map<String, String> more) {
        super(scope, id);
        this.code = JavaFunction.snapped(this, "Code", shape, surroundings, more);
        this.live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(code.function().getCurrentVersion())
                .build();
    }

    public Alias live() {
        return live;
    }

    public Function function() {
        return code.function();
    }

    public Access access() {
        return code.access();
    }
}
