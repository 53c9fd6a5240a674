interface ChoiceProps<T extends string> {
  legend: string;
  name: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

export function Choice<T extends string>({ legend, name, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend className="settings-legend">{legend}</legend>
      <div className="stack stack-8">
        {options.map(([option, word]) => (
          <label key={option} className="choice">
            <input type="radio" name={name} checked={option === value} onChange={() => onChoose(option)} />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
