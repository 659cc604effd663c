package dev.headwater.infra.function;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/** What one role may do with what Headwater has: each call adds a statement, and there are no others. */
public final class Access {
    private static final List<String> READ_ITEMS =
            List.of("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");

    private static final List<String> EVERY_ITEM = Stream.concat(
                    READ_ITEMS.stream(), Stream.of("dynamodb:UpdateItem", "dynamodb:DeleteItem"))
            .toList();
    private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

    private final IGrantable role;
    private final Surroundings surroundings;

    public Access(IGrantable role, Surroundings surroundings) {
        this.role = role;
        this.surroundings = surroundings;
    }

    /**
     * Reads items of some partitions alone.
     *
     * @param partitions their keys; a {@code *} at the end stands for anything
     */
    public Access readOnly(ITable table, String... partitions) {
        role.getGrantPrincipal()
                .addToPrincipalPolicy(PolicyStatement.Builder.create()
                        .actions(READ_ITEMS)
                        .resources(List.of(table.getTableArn()))
                        .conditions(Map.of("ForAllValues:StringLike", Map.of(LEADING_KEYS, List.of(partitions))))
                        .build());
        return this;
    }

    /** Reads what is taken down and whether a restore goes on: all that is asked there by whoever makes media. */
    public Access readWhatStopsWork(ITable accounts) {
        return readOnly(accounts, "TAKEDOWNS", "RESTORING");
    }

    /** Whatever else it may: no item of these partitions, as {@link #readOnly} takes them. */
    public Access keepOff(ITable table, String... partitions) {
        role.getGrantPrincipal()
                .addToPrincipalPolicy(PolicyStatement.Builder.create()
                        .effect(Effect.DENY)
                        .actions(EVERY_ITEM)
                        .resources(List.of(table.getTableArn()))
                        .conditions(Map.of("ForAnyValue:StringLike", Map.of(LEADING_KEYS, List.of(partitions))))
                        .build());
        return this;
    }

    /** Reads items and writes single ones; removes none. */
    public Access readMostly(ITable table) {
        return read(table).allow(List.of("dynamodb:UpdateItem"), table.getTableArn());
    }

    public Access readAndWrite(ITable table) {
        return readMostly(table).allow(List.of("dynamodb:DeleteItem"), table.getTableArn());
    }

    public Access read(IBucket bucket, String... keys) {
        return objects(bucket, List.of("s3:GetObject"), keys);
    }

    public Access write(IBucket bucket, String... keys) {
        return objects(
                bucket, List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"), keys);
    }

    /** Reads the program's secrets, and makes those that are not there yet. */
    public Access secrets() {
        return secretsNamed("*");
    }

    /** @param name of those it reads and makes, without the prefix; {@code *} stands for anything */
    public Access secretsNamed(String name) {
        return allow(
                List.of(
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:CreateSecret"),
                secret(name));
    }

    public Access allow(List<String> actions, String... resources) {
        role.getGrantPrincipal()
                .addToPrincipalPolicy(PolicyStatement.Builder.create()
                        .actions(actions)
                        .resources(List.of(resources))
                        .build());
        return this;
    }

    private Access read(ITable table) {
        return allow(READ_ITEMS, table.getTableArn());
    }

    private Access objects(IBucket bucket, List<String> actions, String... keys) {
        allow(List.of("s3:ListBucket"), bucket.getBucketArn());
        return allow(actions, Arrays.stream(keys).map(bucket::arnForObjects).toArray(String[]::new));
    }

    private String secret(String name) {
        return Stack.of(surroundings.tables().accounts())
                .formatArn(ArnComponents.builder()
                        .service("secretsmanager")
                        .resource("secret")
                        .resourceName(surroundings.secretsPrefix() + name)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }
}
