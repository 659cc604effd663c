package dev.headwater.infra.function;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.infra.data.Tables;
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

    private static final List<String> UPDATE = List.of("dynamodb:UpdateItem");
    private static final List<String> CHANGE = List.of("dynamodb:UpdateItem", "dynamodb:DeleteItem");
    private static final List<String> EVERY_ITEM =
            Stream.concat(READ_ITEMS.stream(), CHANGE.stream()).toList();
    private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

    private final IGrantable role;
    private final Surroundings surroundings;

    public Access(IGrantable role, Surroundings surroundings) {
        this.role = role;
        this.surroundings = surroundings;
    }

    /** Reads of accounts and of secrets what it needs; of secrets it makes those that are not there yet. */
    public Access needs(FunctionNeeds needs, ITable accounts) {
        return inPartitions(accounts, READ_ITEMS, needs.accounts().read()).secrets(needs);
    }

    /** All that is needed by who answers viewers: of all three tables, and of secrets. */
    public Access answers(FunctionNeeds needs, Tables tables) {
        return needs(needs, tables.accounts())
                .inPartitions(tables.accounts(), UPDATE, needs.accounts().written())
                .read(tables.catalog())
                .inPartitions(tables.catalog(), CHANGE, needs.catalog().written())
                .inPartitions(tables.sessions(), READ_ITEMS, needs.sessions().read())
                .inPartitions(tables.sessions(), CHANGE, needs.sessions().written());
    }

    /** @param partitions none: nothing is granted */
    private Access inPartitions(ITable table, List<String> actions, List<String> partitions) {
        if (partitions.isEmpty()) {
            return this;
        }
        role.getGrantPrincipal()
                .addToPrincipalPolicy(PolicyStatement.Builder.create()
                        .actions(actions)
                        .resources(List.of(table.getTableArn()))
                        .conditions(Map.of("ForAllValues:StringLike", Map.of(LEADING_KEYS, partitions)))
                        .build());
        return this;
    }

    /**
     * Whatever else it may: no item of some partitions.
     *
     * @param partitions their keys; a {@code *} at the end stands for anything
     */
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

    public Access readAndWrite(ITable table) {
        return read(table).allow(CHANGE, table.getTableArn());
    }

    public Access read(IBucket bucket, String... keys) {
        return objects(bucket, List.of("s3:GetObject"), keys);
    }

    public Access write(IBucket bucket, String... keys) {
        return objects(
                bucket, List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"), keys);
    }

    /** Has files sent in parts, and puts them together. */
    public Access joinParts(IBucket bucket, String keys) {
        return allow(List.of("s3:ListBucketMultipartUploads"), bucket.getBucketArn())
                .allow(List.of("s3:ListMultipartUploadParts"), bucket.arnForObjects(keys));
    }

    /** Reads secrets of the program, and makes those that are not there yet. */
    public Access secrets(FunctionNeeds needs) {
        return needs.secrets().isEmpty()
                ? this
                : secretsNamed(needs.secrets().stream()
                        // Behind a name Secrets Manager has six characters of its own; of one that is not there yet it
                        // has
                        // none.
                        .map(name -> name.endsWith("*") ? name : name + "*")
                        .toArray(String[]::new));
    }

    /** @param names of those it reads and makes, without the prefix; {@code *} stands for anything */
    public Access secretsNamed(String... names) {
        return allow(
                List.of(
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:CreateSecret"),
                Arrays.stream(names).map(this::secret).toArray(String[]::new));
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
