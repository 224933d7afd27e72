package io.leme.gateway.http;

import io.leme.gateway.registry.ResourceCatalog;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A handler whose documents are made from the catalog, and made anew when there is another one.
///
/// Threads: any; two that find a new catalog at once may both make documents, which are equal.
///
/// @param <H> the handler for one catalog
public final class CatalogHandler<H extends Handler> implements Handler {
    private final Supplier<ResourceCatalog> catalogs;
    private final BiFunction<ResourceCatalog, @Nullable H, H> maker;
    private volatile @Nullable Made<H> made;

    private record Made<H>(ResourceCatalog catalog, H handler) {}

    /// @param maker gets the catalog, and the handler for the catalog before, if there was one
    public CatalogHandler(
            Supplier<ResourceCatalog> catalogs, BiFunction<ResourceCatalog, @Nullable H, H> maker) {
        this.catalogs = catalogs;
        this.maker = maker;
    }

    @Override
    public Reply handle(Exchange exchange) {
        ResourceCatalog catalog = catalogs.get();
        Made<H> known = made;
        if (known == null || known.catalog() != catalog) {
            H handler = maker.apply(catalog, known == null ? null : known.handler());
            known = new Made<>(catalog, handler);
            made = known;
        }
        return known.handler().handle(exchange);
    }
}
