package dev.headwater.infra.data;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.Waking;
import dev.headwater.infra.Settings;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What outlives every other stack: the tables, and the secrets that have to be there before the functions. */
public final class DataStack extends Stack {
    private static final int RECOVERY_DAYS = 35;

    private final RemovalPolicy removal;
    private final Tables tables;
    private final Secret origin;
    private final Secret setup;

    public DataStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        this.removal = settings.ephemeral() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
        Table accounts = table("Accounts")
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .recoveryPeriodInDays(RECOVERY_DAYS)
                        .build())
                .build();
        // Publishing listens to it and asks for the keys alone.
        Table catalog = table("Catalog").stream(StreamViewType.KEYS_ONLY).build();
        this.tables = new Tables(catalog, accounts, table("Sessions").build());
        this.origin = secret("OriginSecret", "What CloudFront shows the HTTP API")
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(Waking.ORIGIN_SECRET_LENGTH)
                        .excludePunctuation(true)
                        .build())
                .build();
        this.setup = secret("SetupSecret", "The link by which the first owner is made")
                .secretStringValue(SecretValue.unsafePlainText("none yet: it comes with the edges"))
                .build();
        output("SetupSecretName", setup.getSecretName(), "The secret with the first owner's link");
        output("CatalogTable", tables.catalog().getTableName(), CloudResources.CATALOG_TABLE);
        output("AccountsTable", tables.accounts().getTableName(), CloudResources.ACCOUNTS_TABLE);
        output("SessionsTable", tables.sessions().getTableName(), CloudResources.SESSIONS_TABLE);
        output("SecretsPrefix", CloudResources.named(settings.name()).secretsPrefix(), CloudResources.SECRETS_PREFIX);
    }

    public Tables tables() {
        return tables;
    }

    /** What a request has to show the HTTP API to prove that it came through CloudFront. */
    public Secret origin() {
        return origin;
    }

    /** Where the first owner's link is put. */
    public Secret setup() {
        return setup;
    }

    private Table.Builder table(String id) {
        return Table.Builder.create(this, id)
                .partitionKey(text(CloudResources.PARTITION_KEY))
                .sortKey(text(CloudResources.SORT_KEY))
                .timeToLiveAttribute(CloudResources.EXPIRY)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.AWS_MANAGED)
                .deletionProtection(removal == RemovalPolicy.RETAIN)
                .removalPolicy(removal);
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    private Secret.Builder secret(String id, String description) {
        return Secret.Builder.create(this, id).description(description).removalPolicy(removal);
    }

    /** @param description what it is for; of a name, the variable by which a process elsewhere is told of it */
    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
