package io.leme.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.FieldSelector;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.LabelSelector;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.storage.WatchSignal.ChangeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every object store does, whatever it keeps its objects in.
public abstract class ObjectStoreContract {
    protected static final ReadVersion MOST_RECENT = new ReadVersion.MostRecent();

    private static final Duration LIFETIME = Duration.ofSeconds(20);

    protected static final StoredType TYPE =
            new StoredType(
                    new GroupResource("", "configmaps"),
                    new GroupVersionKind("", "v1", "ConfigMap"),
                    "/registry/configmaps/",
                    (object, field) -> object.at("/" + field.replace('.', '/')).asText(""));

    /// The store under test, empty at the beginning of each test.
    protected abstract ObjectStore store();

    /// Makes the store forget what was before its newest revision.
    protected abstract void compact();

    @Test
    void anObjectIsReadAsItWasCreatedWithTheRevisionAsItsVersion() {
        ApiObject created = create("default", "a", "red");

        ApiObject read = get("default", "a");

        assertThat(read.tree()).isEqualTo(created.tree());
        assertThat(read.meta().resourceVersion())
                .isEqualTo(Long.toString(created.resourceVersion()));
    }

    @Test
    void anAbsentObjectIsReadAsNothing() {
        assertThat(store().get(name("default", "missing"), MOST_RECENT)).isEmpty();
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        create("default", "a", "red");

        assertThatThrownBy(() -> create("default", "a", "blue"))
                .isInstanceOf(ApiException.class)
                .hasMessage("configmaps \"a\" already exists");
    }

    @Test
    void anUpdateWritesWhatTheFunctionSays() {
        ApiObject created = create("default", "a", "red");

        UpdateOutcome outcome = paint("default", "a", "blue");

        assertThat(outcome.effect()).isEqualTo(UpdateOutcome.Effect.UPDATED);
        assertThat(outcome.object().resourceVersion()).isGreaterThan(created.resourceVersion());
        assertThat(get("default", "a").meta().label("color")).isEqualTo("blue");
    }

    @Test
    void anUpdateThatChangesNothingWritesNothing() {
        ApiObject created = create("default", "a", "red");

        UpdateOutcome outcome = paint("default", "a", "red");

        assertThat(outcome.effect()).isEqualTo(UpdateOutcome.Effect.UNCHANGED);
        assertThat(outcome.object().resourceVersion()).isEqualTo(created.resourceVersion());
        assertThat(store().currentRevision()).isEqualTo(created.resourceVersion());
    }

    @Test
    void anUpdateThatLostARaceIsDecidedAgainOnTheNewerState() {
        create("default", "a", "red");
        List<String> seen = new ArrayList<>();

        store().guaranteedUpdate(
                        name("default", "a"),
                        current -> {
                            String color =
                                    String.valueOf(current.orElseThrow().meta().label("color"));
                            seen.add(color);
                            if (seen.size() == 1) {
                                paint("default", "a", "blue");
                            }

                            return new ObjectUpdate.Decision.Write(
                                    painted(current.orElseThrow(), color + "ish"));
                        });

        assertThat(seen).containsExactly("red", "blue");
        assertThat(get("default", "a").meta().label("color")).isEqualTo("blueish");
    }

    @Test
    void aDeletedObjectIsGoneAndItsLastStateHasTheRevisionOfTheDeletion() {
        ApiObject created = create("default", "a", "red");

        ApiObject last = store().delete(name("default", "a"), current -> {});

        assertThat(last.resourceVersion()).isGreaterThan(created.resourceVersion());
        assertThat(last.meta().label("color")).isEqualTo("red");
        assertThat(store().get(name("default", "a"), MOST_RECENT)).isEmpty();
    }

    @Test
    void aDeleteThatItsCheckRefusesDoesNothing() {
        create("default", "a", "red");

        assertThatThrownBy(() ->
                        store().delete(
                                        name("default", "a"),
                                        current -> {
                                            throw ApiErrors.modified(TYPE.resource(), "a");
                                        }))
                .isInstanceOf(ApiException.class);
        assertThat(store().get(name("default", "a"), MOST_RECENT)).isPresent();
    }

    @Test
    void aListIsInTheOrderOfKeysAndSeesEveryWriteBeforeIt() {
        create("default", "b", "red");
        create("another", "z", "red");
        ApiObject last = create("default", "a", "blue");

        ObjectPage page = store().list(ListQuery.mostRecent(Selection.EVERYTHING));

        assertThat(names(page)).containsExactly("another/z", "default/a", "default/b");
        assertThat(page.resourceVersion()).isGreaterThanOrEqualTo(last.resourceVersion());
    }

    @Test
    void aListOfANamespaceHasNoOtherNamespacesObjects() {
        create("default", "a", "red");
        create("default-two", "b", "red");

        assertThat(names(store().list(ListQuery.mostRecent(Selection.namespace("default")))))
                .containsExactly("default/a");
    }

    @Test
    void aListOfAnEmptyTypeHasARevisionToo() {
        ObjectPage page = store().list(ListQuery.mostRecent(Selection.EVERYTHING));

        assertThat(page.items()).isEmpty();
        assertThat(page.resourceVersion()).isPositive();
    }

    @Test
    void selectorsChooseByLabelAndField() {
        create("default", "a", "red");
        create("default", "b", "blue");
        create("default", "c", "red");

        assertThat(names(list("color=red", ""))).containsExactly("default/a", "default/c");
        assertThat(names(list("color!=red", ""))).containsExactly("default/b");
        assertThat(names(list("", "metadata.name=b"))).containsExactly("default/b");
    }

    @Test
    void pagesShowOneRevisionWhateverIsWrittenBetweenThem() {
        for (String each : List.of("a", "b", "c", "d", "e")) {
            create("default", each, "red");
        }
        ObjectPage first = store().list(page(2, ""));
        store().delete(name("default", "d"), current -> {});
        create("default", "cc", "red");

        ObjectPage second = store().list(page(2, first.continueToken()));
        ObjectPage third = store().list(page(2, second.continueToken()));

        assertThat(names(first)).containsExactly("default/a", "default/b");
        assertThat(first.remainingItemCount()).hasValue(3);
        assertThat(names(second)).containsExactly("default/c", "default/d");
        assertThat(names(third)).containsExactly("default/e");
        assertThat(third.continueToken()).isEmpty();
        assertThat(third.resourceVersion()).isEqualTo(first.resourceVersion());
    }

    @Test
    void aPageAfterCompactionIsExpiredAndOffersToGoOnWithoutConsistency() {
        create("default", "a", "red");
        create("default", "b", "red");
        ObjectPage first = store().list(page(1, ""));
        create("default", "c", "red");
        compact();

        assertThatThrownBy(() -> store().list(page(1, first.continueToken())))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        expired -> {
                            assertThat(expired.status().reason()).isEqualTo("Expired");
                            ObjectPage rest =
                                    store().list(page(0, expired.status().continueToken()));
                            assertThat(names(rest)).containsExactly("default/b", "default/c");
                            assertThat(rest.resourceVersion())
                                    .isGreaterThan(first.resourceVersion());
                        });
    }

    @Test
    void anExactListShowsTheStateOfThatRevision() {
        ApiObject first = create("default", "a", "red");
        create("default", "b", "red");

        ObjectPage page =
                store().list(
                                new ListQuery(
                                        Selection.EVERYTHING,
                                        new ReadVersion.Exact(first.resourceVersion()),
                                        0,
                                        ""));

        assertThat(names(page)).containsExactly("default/a");
        assertThat(page.resourceVersion()).isEqualTo(first.resourceVersion());
    }

    @Test
    void aWatchTellsWhatHappensAfterItsRevision() throws InterruptedException {
        ApiObject before = create("default", "a", "red");

        try (ObjectWatch watch = watchAfter(before.resourceVersion(), Selection.EVERYTHING)) {
            create("default", "b", "red");
            paint("default", "b", "blue");
            ApiObject last = store().delete(name("default", "b"), current -> {});

            assertThat(next(watch)).isEqualTo("ADDED default/b red");
            assertThat(next(watch)).isEqualTo("MODIFIED default/b blue");
            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchSignal.Changed.class,
                            deleted -> {
                                assertThat(deleted.type()).isEqualTo(ChangeType.DELETED);
                                assertThat(deleted.object().meta().label("color"))
                                        .isEqualTo("blue");
                                assertThat(deleted.object().resourceVersion())
                                        .isEqualTo(last.resourceVersion());
                            });
        }
    }

    @Test
    void aWatchWithStateTellsTheStateThenItsEndThenChanges() throws InterruptedException {
        create("default", "a", "red");
        WatchQuery query =
                new WatchQuery(
                        Selection.EVERYTHING,
                        new WatchQuery.Start.WithState(MOST_RECENT, true),
                        true,
                        LIFETIME);

        try (ObjectWatch watch = store().watch(query)) {
            create("default", "b", "red");

            assertThat(next(watch)).isEqualTo("ADDED default/a red");
            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchSignal.Bookmark.class,
                            bookmark -> assertThat(bookmark.initialEventsEnd()).isTrue());
            assertThat(nextChange(watch)).isEqualTo("ADDED default/b red");
        }
    }

    @Test
    void anObjectThatLeavesASelectionIsDeletedAndOneThatEntersIsAdded()
            throws InterruptedException {
        ApiObject before = create("default", "a", "red");
        Selection red =
                new Selection(
                        "default",
                        Optional.empty(),
                        LabelSelector.parse("color=red"),
                        FieldSelector.EVERYTHING);

        try (ObjectWatch watch = watchAfter(before.resourceVersion(), red)) {
            UpdateOutcome left = paint("default", "a", "blue");
            paint("default", "a", "green");
            paint("default", "a", "red");

            assertThat(watch.next())
                    .isInstanceOfSatisfying(
                            WatchSignal.Changed.class,
                            deleted -> {
                                assertThat(deleted.type()).isEqualTo(ChangeType.DELETED);
                                assertThat(deleted.object().meta().label("color")).isEqualTo("red");
                                assertThat(deleted.object().resourceVersion())
                                        .isEqualTo(left.object().resourceVersion());
                            });
            assertThat(next(watch)).isEqualTo("ADDED default/a red");
        }
    }

    @Test
    void aWatchEndsByItselfWhenItsLifetimeIsOver() throws InterruptedException {
        WatchQuery query =
                new WatchQuery(
                        Selection.EVERYTHING,
                        new WatchQuery.Start.Now(),
                        false,
                        Duration.ofMillis(50));

        try (ObjectWatch watch = store().watch(query)) {
            assertThat(watch.next()).isInstanceOf(WatchSignal.Ended.class);
        }
    }

    protected ApiObject create(String namespace, String name, String color) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", "ConfigMap").put("apiVersion", "v1");
        object.putObject("metadata")
                .put("name", name)
                .put("namespace", namespace)
                .putObject("labels")
                .put("color", color);

        return store().create(name(namespace, name), object);
    }

    protected UpdateOutcome paint(String namespace, String name, String color) {
        return store().guaranteedUpdate(
                        name(namespace, name),
                        current ->
                                new ObjectUpdate.Decision.Write(
                                        painted(current.orElseThrow(), color)));
    }

    protected ObjectWatch watchAfter(long revision, Selection selection) {
        return store().watch(
                        new WatchQuery(
                                selection, new WatchQuery.Start.After(revision), false, LIFETIME));
    }

    protected static NamespacedName name(String namespace, String name) {
        return new NamespacedName(namespace, name);
    }

    protected static List<String> names(ObjectPage page) {
        return page.items().stream().map(object -> object.name().path()).toList();
    }

    protected static String next(ObjectWatch watch) throws InterruptedException {
        return watch.next() instanceof WatchSignal.Changed(ChangeType type, ApiObject object)
                ? type + " " + object.name() + " " + object.meta().label("color")
                : "no change";
    }

    private ApiObject get(String namespace, String name) {
        return store().get(name(namespace, name), MOST_RECENT).orElseThrow();
    }

    /// Skips bookmarks, which a store may send at any time.
    private static String nextChange(ObjectWatch watch) throws InterruptedException {
        String change = next(watch);
        while (change.equals("no change")) {
            change = next(watch);
        }

        return change;
    }

    private ObjectPage list(String labels, String fields) {
        Selection selection =
                new Selection(
                        "default",
                        Optional.empty(),
                        LabelSelector.parse(labels),
                        FieldSelector.parse(fields));

        return store().list(ListQuery.mostRecent(selection));
    }

    private static ListQuery page(long limit, String token) {
        return new ListQuery(Selection.namespace("default"), MOST_RECENT, limit, token);
    }

    private static ObjectNode painted(ApiObject object, String color) {
        ObjectNode copy = object.copy();
        ObjectMeta.of(copy).writable().withObjectProperty("labels").put("color", color);

        return copy;
    }
}
