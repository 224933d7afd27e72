package io.leme.gateway.registry.kind;

import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.TableColumn;

/// Service accounts.
final class ServiceAccountStrategy implements ResourceStrategy {
    private final ResourceDefinition definition =
            new ResourceDefinitionBuilder(
                            new GroupVersion("", "v1"), "serviceaccounts", "ServiceAccount")
                    .shortNames("sa")
                    .subresource(TokenRequests.SUBRESOURCE)
                    .columns(
                            TableColumn.NAME,
                            TableColumn.count(
                                    "Secrets",
                                    "Number of secrets that pods of this account may use",
                                    account -> account.path("secrets").size()),
                            TableColumn.AGE)
                    .build();

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public boolean answersDeleteWithLastState() {
        return true;
    }
}
