package io.leme.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What an application sees of the client is made of the client's own types and the JDK's.
final class PublicFaceTest {
    private static final List<String> HIDDEN =
            List.of("io.grpc", "io.netty", "com.google", "io.leme.wire");

    private final JavaClasses product =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.leme.client");

    @Test
    void noWireTypeShowsInThePublicFace() {
        classes()
                .that()
                .arePublic()
                .should(new ShowsNoHiddenType())
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.leme.client.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(product);
    }

    private static final class ShowsNoHiddenType extends ArchCondition<JavaClass> {
        ShowsNoHiddenType() {
            super("show only types of the client and of the JDK");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Stream<JavaType> parents =
                    Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
            report(type, type.getName(), parents, events);
            for (JavaMember member : type.getMembers()) {
                if (isShown(member)) {
                    report(type, member.getFullName(), typesOf(member), events);
                }
            }
        }

        private static boolean isShown(JavaMember member) {
            return member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED);
        }

        private static Stream<JavaType> typesOf(JavaMember member) {
            if (member instanceof JavaField field) {
                return Stream.of(field.getType());
            }
            JavaCodeUnit code = (JavaCodeUnit) member;
            return Stream.of(
                            Stream.of(code.getReturnType()),
                            code.getParameterTypes().stream(),
                            code.getExceptionTypes().stream())
                    .flatMap(types -> types);
        }

        private static void report(
                JavaClass owner, String where, Stream<JavaType> types, ConditionEvents events) {
            types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .filter(type -> HIDDEN.stream().anyMatch(type.getPackageName()::startsWith))
                    .map(type -> where + " shows " + type.getName())
                    .forEach(text -> events.add(SimpleConditionEvent.violated(owner, text)));
        }
    }
}
