<?php

declare(strict_types=1);

/*
 * Prints the public surface of the extension, or of the stubs, as JSON in one form, so that both can be
 * compared. Run by parity.php, in a process of its own each: the same names cannot be declared twice.
 *
 *     php surface.php extension
 *     php surface.php stubs DIRECTORY
 */

/** @return array{functions: list<ReflectionFunction>, classes: list<ReflectionClass<object>>, ini: array<string, string>} */
function of_extension(): array
{
    $extension = new ReflectionExtension('runcloud');
    $ini = [];
    foreach (ini_get_all('runcloud', true) ?: [] as $name => $entry) {
        $ini[$name] = (string) $entry['global_value'];
    }
    return [
        'functions' => array_values($extension->getFunctions()),
        'classes' => array_values($extension->getClasses()),
        'ini' => $ini,
    ];
}

/** @return array{functions: list<ReflectionFunction>, classes: list<ReflectionClass<object>>, ini: array<string, string>} */
function of_stubs(string $directory): array
{
    if (extension_loaded('runcloud')) {
        throw new LogicException('The stubs cannot be loaded beside the extension.');
    }
    $before = [get_declared_classes(), get_defined_functions()['user']];
    spl_autoload_register(static function (string $class) use ($directory): void {
        require $directory . '/' . strtr($class, '\\', '/') . '.php';
    });
    foreach (glob($directory . '/RunCloud/*.php') ?: [] as $file) {
        $class = 'RunCloud\\' . basename($file, '.php');
        if (!class_exists($class) && !enum_exists($class)) {
            throw new LogicException("$file does not declare $class.");
        }
    }
    require $directory . '/functions.php';
    $classes = array_diff(get_declared_classes(), $before[0], ['Closure']);
    $functions = array_diff(get_defined_functions()['user'], $before[1]);
    return [
        'functions' => array_map(static fn ($name) => new ReflectionFunction($name), array_values($functions)),
        'classes' => array_map(static fn ($name) => new ReflectionClass($name), array_values($classes)),
        'ini' => array_map('strval', parse_ini_file($directory . '/runcloud.ini', false, INI_SCANNER_RAW) ?: []),
    ];
}

/** @return list<string> */
function attributes(ReflectionParameter|ReflectionFunctionAbstract|ReflectionClass|ReflectionProperty $of): array
{
    return array_map(static fn ($attribute) => $attribute->getName(), $of->getAttributes());
}

function parameters(ReflectionFunctionAbstract $function): array
{
    return array_map(static fn (ReflectionParameter $parameter) => [
        'name' => $parameter->getName(),
        'type' => (string) $parameter->getType(),
        'default' => $parameter->isDefaultValueAvailable() ? var_export($parameter->getDefaultValue(), true) : null,
        'optional' => $parameter->isOptional(),
        'by reference' => $parameter->isPassedByReference(),
        'variadic' => $parameter->isVariadic(),
        'attributes' => attributes($parameter),
    ], $function->getParameters());
}

function callable_surface(ReflectionFunctionAbstract $function): array
{
    return [
        'parameters' => parameters($function),
        'returns' => (string) $function->getReturnType(),
        'attributes' => attributes($function),
    ];
}

function class_surface(ReflectionClass $class): array
{
    $own = static fn (array $members): array => array_filter(
        $members,
        static fn ($member) => $member->getDeclaringClass()->getName() === $class->getName(),
    );
    $methods = [];
    foreach ($own($class->getMethods()) as $method) {
        $methods[$method->getName()] = callable_surface($method)
            + ['modifiers' => Reflection::getModifierNames($method->getModifiers())];
    }
    $properties = [];
    foreach ($own($class->getProperties()) as $property) {
        $properties[$property->getName()] = [
            'type' => (string) $property->getType(),
            'modifiers' => Reflection::getModifierNames($property->getModifiers()),
            'default' => $property->hasDefaultValue() ? var_export($property->getDefaultValue(), true) : null,
            'attributes' => attributes($property),
        ];
    }
    $constants = [];
    foreach ($own($class->getReflectionConstants()) as $constant) {
        $value = $constant->getValue();
        $constants[$constant->getName()] = $value instanceof BackedEnum ? ['case' => $value->value] : $value;
    }
    $interfaces = $class->getInterfaceNames();
    sort($interfaces);
    // The order of methods and constants tells nothing; that of properties is what a dump shows.
    ksort($methods);
    return [
        'modifiers' => Reflection::getModifierNames($class->getModifiers()),
        'enum' => $class->isEnum(),
        'parent' => $class->getParentClass() ? $class->getParentClass()->getName() : null,
        'interfaces' => $interfaces,
        'constants' => $constants,
        'property order' => array_keys($properties),
        'properties' => $properties,
        'methods' => $methods,
        'attributes' => attributes($class),
    ];
}

$found = $argv[1] === 'extension' ? of_extension() : of_stubs($argv[2]);
$surface = ['functions' => [], 'classes' => [], 'ini' => $found['ini']];
foreach ($found['functions'] as $function) {
    $surface['functions'][$function->getName()] = callable_surface($function);
}
foreach ($found['classes'] as $class) {
    $surface['classes'][$class->getName()] = class_surface($class);
}
echo json_encode($surface, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT);
