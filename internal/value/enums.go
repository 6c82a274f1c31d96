package value

// The methods that make a type an enum: what front matter may say, and what
// pages say for it.

// Allowed lists the values that a file may hold.
func (Activity) Allowed() []string { return activities.values }

// Words is what pages show.
func (x Activity) Words() string { return activities.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Level) Allowed() []string { return levels.values }

// Words is what pages show.
func (x Level) Words() string { return levels.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Stage) Allowed() []string { return stages.values }

// Words is what pages show.
func (x Stage) Words() string { return stages.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Setting) Allowed() []string { return settings.values }

// Words is what pages show.
func (x Setting) Words() string { return settings.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Decides) Allowed() []string { return deciders.values }

// Words is what pages show.
func (x Decides) Words() string { return deciders.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Who) Allowed() []string { return people.values }

// Words is what pages show.
func (x Who) Words() string { return people.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Channel) Allowed() []string { return channels.values }

// Words is what pages show.
func (x Channel) Words() string { return channels.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Frequency) Allowed() []string { return frequencies.values }

// Words is what pages show.
func (x Frequency) Words() string { return frequencies.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Mode) Allowed() []string { return modes.values }

// Words is what pages show.
func (x Mode) Words() string { return modes.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Answer) Allowed() []string { return answers.values }

// Words is what pages show.
func (x Answer) Words() string { return answers.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Provision) Allowed() []string { return provisions.values }

// Words is what pages show.
func (x Provision) Words() string { return provisions.words[string(x)] }

// Allowed lists the values that a file may hold.
func (DBS) Allowed() []string { return dbsLevels.values }

// Words is what pages show.
func (x DBS) Words() string { return dbsLevels.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Need) Allowed() []string { return needs.values }

// Words is what pages show.
func (x Need) Words() string { return needs.words[string(x)] }

// Allowed lists the values that a file may hold.
func (CheckTime) Allowed() []string { return checkTimes.values }

// Words is what pages show.
func (x CheckTime) Words() string { return checkTimes.words[string(x)] }

// Allowed lists the values that a file may hold.
func (PayModel) Allowed() []string { return payModels.values }

// Words is what pages show.
func (x PayModel) Words() string { return payModels.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Travel) Allowed() []string { return travels.values }

// Words is what pages show.
func (x Travel) Words() string { return travels.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Cost) Allowed() []string { return costs.values }

// Words is what pages show.
func (x Cost) Words() string { return costs.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Per) Allowed() []string { return pers.values }

// Words is what pages show.
func (x Per) Words() string { return pers.words[string(x)] }

// Allowed lists the values that a file may hold.
func (PayMethod) Allowed() []string { return payMethods.values }

// Words is what pages show.
func (x PayMethod) Words() string { return payMethods.words[string(x)] }

// Allowed lists the values that a file may hold.
func (ApplyWay) Allowed() []string { return applyWays.values }

// Words is what pages show.
func (x ApplyWay) Words() string { return applyWays.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Part) Allowed() []string { return parts.values }

// Words is what pages show.
func (x Part) Words() string { return parts.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Standard) Allowed() []string { return standards.values }

// Words is what pages show.
func (x Standard) Words() string { return standards.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Override) Allowed() []string { return overrides.values }

// Words is what pages show.
func (x Override) Words() string { return overrides.words[string(x)] }

// Allowed lists the values that a file may hold.
func (UpdateKind) Allowed() []string { return updateKinds.values }

// Words is what pages show.
func (x UpdateKind) Words() string { return updateKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (HeardHow) Allowed() []string { return heardHows.values }

// Words is what pages show.
func (x HeardHow) Words() string { return heardHows.words[string(x)] }

// Allowed lists the values that a file may hold.
func (UpdateStatus) Allowed() []string { return updateStatuses.values }

// Words is what pages show.
func (x UpdateStatus) Words() string { return updateStatuses.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Beneficiary) Allowed() []string { return beneficiaries.values }

// Words is what pages show.
func (x Beneficiary) Words() string { return beneficiaries.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Agreement) Allowed() []string { return agreements.values }

// Words is what pages show.
func (x Agreement) Words() string { return agreements.words[string(x)] }

// Allowed lists the values that a file may hold.
func (StrategyState) Allowed() []string { return strategyStates.values }

// Words is what pages show.
func (x StrategyState) Words() string { return strategyStates.words[string(x)] }

// Allowed lists the values that a file may hold.
func (WritingKind) Allowed() []string { return writingKinds.values }

// Words is what pages show.
func (x WritingKind) Words() string { return writingKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (ActionStatus) Allowed() []string { return actionStatuses.values }

// Words is what pages show.
func (x ActionStatus) Words() string { return actionStatuses.words[string(x)] }

// Allowed lists the values that a file may hold.
func (ActionKind) Allowed() []string { return actionKinds.values }

// Words is what pages show.
func (x ActionKind) Words() string { return actionKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (OwnerKind) Allowed() []string { return ownerKinds.values }

// Words is what pages show.
func (x OwnerKind) Words() string { return ownerKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Unit) Allowed() []string { return units.values }

// Words is what pages show.
func (x Unit) Words() string { return units.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Better) Allowed() []string { return betters.values }

// Words is what pages show.
func (x Better) Words() string { return betters.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Conformance) Allowed() []string { return conformances.values }

// Words is what pages show.
func (x Conformance) Words() string { return conformances.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Basis) Allowed() []string { return bases.values }

// Words is what pages show.
func (x Basis) Words() string { return bases.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Told) Allowed() []string { return toldBy.values }

// Words is what pages show.
func (x Told) Words() string { return toldBy.words[string(x)] }
