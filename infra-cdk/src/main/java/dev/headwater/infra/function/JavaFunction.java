package dev.headwater.infra.function;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A function with a role and a log of its own; it may write that log, and what is granted beside. */
public final class JavaFunction extends Construct {
    private final Role role;
    private final Function function;
    private final Access access;

    /** One whose every version starts from a snapshot; {@link LiveFunction} calls it by its versions. */
    static JavaFunction snapped(
            Construct scope, String id, FunctionShape shape, Surroundings surroundings, Map<String, String> more) {
        return new JavaFunction(scope, id, shape, surroundings, more, SnapStartConf.ON_PUBLISHED_VERSIONS);
    }

    /** One that starts from nothing, called by its latest code. */
    public static JavaFunction plain(
            Construct scope, String id, FunctionShape shape, Surroundings surroundings, Map<String, String> more) {
        return new JavaFunction(scope, id, shape, surroundings, more, null);
    }

    private JavaFunction(
            Construct scope,
            String id,
            FunctionShape shape,
            Surroundings surroundings,
            Map<String, String> more,
            @Nullable SnapStartConf snapStart) {
        super(scope, id);
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        this.role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(log.getLogGroupArn()))
                .build());
        this.function = Function.Builder.create(this, "Function")
                .description(shape.handler())
                .handler(shape.handler())
                .code(Code.fromAsset(shape.zip().toString()))
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .memorySize(shape.memory())
                .ephemeralStorageSize(Size.mebibytes(shape.disk()))
                .timeout(Duration.seconds(shape.timeout().toSeconds()))
                .environment(surroundings.environment())
                .role(role)
                .logGroup(log)
                // Traces would show paths, and with them what lines log in with.
                .tracing(Tracing.DISABLED)
                .snapStart(snapStart)
                .build();
        more.forEach(function::addEnvironment);
        this.access = new Access(role, surroundings);
    }

    public Function function() {
        return function;
    }

    public Access access() {
        return access;
    }
}
